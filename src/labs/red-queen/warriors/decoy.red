;redcode-94
;name Decoy
;author Kaizen
;strategy A small bomber in front of as many useless cells as the rules allow. They cost a scanner time,
;strategy because each differs from its neighbours.
;assert CORESIZE % 4 == 0 && MAXLENGTH >= 8
        org     loop
loop    add.ab  #4, bomb
        mov.i   bomb, @bomb
        jmp     loop
bomb    dat.f   #0, #0
i       for     MAXLENGTH-CURLINE
        dat.f   #i*7+1, #-i
        rof
        end
