;redcode-94
;name Stun Bomber
;author Kaizen
;strategy Drops SPL 0 on every fifth cell. Whoever runs into one splits without end and slows down.
;strategy After one turn around the core a clear of DATs follows, which kills what is stunned.
;assert CORESIZE % 5 == 0 && CORESIZE >= 100
step    equ     2*CORESIZE/5+5
turns   equ     CORESIZE/5
gap     equ     20
        org     loop
bomb    spl.b   #0, #0
loop    mov.i   bomb, @where
        add.ab  #step, where
        djn.b   loop, #turns-1
        jmp     clear
where   dat.f   #0, #step-5     ; the fifth cell after the bomb, then every fifth cell but its own
        dat.f   #0, #0
clear   mov.i   zero, >from
        jmp     clear
zero    dat.f   #0, #gap
from    dat.f   #0, #gap
        end
