;redcode-94
;name Dwarf
;author Kaizen
;strategy Bombs every fourth cell. It is four cells long, so the bombs pass it by:
;strategy the only cell of its own that is ever hit is the bomb itself.
;assert CORESIZE % 4 == 0
step    equ     4
        org     loop
loop    add.ab  #step, bomb
        mov.i   bomb, @bomb
        jmp     loop
bomb    dat.f   #0, #0
        end
