;redcode-94
;name Switcher
;author Kaizen
;strategy Remembers in p-space how it plays. P-cell 0 says how the last round ended; after a loss the other one
;strategy of its two programs has its turn: a bomber, or an Imp Ring.
;assert (CORESIZE + 1) % 3 == 0 && CORESIZE % 4 == 0 && PSPACESIZE > 1
cell    equ     1               ; the p-cell that holds the choice
third   equ     (CORESIZE+1)/3
        org     think
think   ldp.ab  #0, outcome
        ldp.ab  #cell, choice
        jmn.b   play, outcome   ; not lost, or the first round
        add.ab  #1, choice
        mod.ab  #2, choice
        stp.b   choice, #cell
play    jmn.b   ring, choice
loop    add.ab  #4, bomb
        mov.i   bomb, @bomb
        jmp     loop
bomb    dat.f   #0, #0
ring    spl     last
        spl     middle
        jmp     imp
middle  jmp     imp+third
last    nop     0, 0
        jmp     imp+2*third
imp     mov.i   #0, $third
outcome dat.f   #0, #0
choice  dat.f   #0, #0
        end
