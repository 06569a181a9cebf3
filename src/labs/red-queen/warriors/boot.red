;redcode-94
;name Boot
;author Kaizen
;strategy Copies its bomber to another place and goes on there. What it leaves behind draws the fire of scanners.
;assert CORESIZE == 8000
away    equ     3333
size    equ     4
        org     move
pointer dat.f   #behind, #behind+away
move
i       for     size
        mov.i   {pointer, <pointer
        rof
        jmp     @pointer, 0
loop    add.ab  #4, bomb
        mov.i   bomb, @bomb
        jmp     loop
bomb    dat.f   #0, #0
behind  equ     (bomb+1)
        end
