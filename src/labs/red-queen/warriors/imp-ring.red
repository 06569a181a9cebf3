;redcode-94
;name Imp Ring
;author Kaizen
;strategy Three Imps, a third of the core apart. Each copies itself onto the place of the next one,
;strategy so one that is bombed comes back: only two hits in a row stop the ring.
;assert (CORESIZE + 1) % 3 == 0
third   equ     (CORESIZE+1)/3
        org     start
start   spl     last
        spl     middle
        jmp     imp
middle  jmp     imp+third
last    nop     0, 0            ; waits, so that the three start in the order of the ring
        jmp     imp+2*third
imp     mov.i   #0, $third
        end
