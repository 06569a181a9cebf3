;redcode-94
;name Imp Gate
;author Kaizen
;strategy Stands still and decrements one cell behind itself in every turn. An Imp that comes by is changed
;strategy between its copy and its step, and dies.
;assert CORESIZE > 10
        org     wait
wait    jmp     0, <gate
gate    equ     -4
        end
