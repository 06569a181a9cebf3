;redcode-94
;name Core Clear
;author Kaizen
;strategy Walks through the core once and again and overwrites all of it but itself. When the pointer
;strategy comes back to its own cell it is overwritten too, by a bomb that points past the program.
;assert CORESIZE > 20
        org     start
pointer dat.f   #0, #skip
bomb    dat.f   #0, #skip
start   spl.b   #0, #0
        mov.i   bomb, >pointer
        jmp     -1
skip    equ     6
        end
