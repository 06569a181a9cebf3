;redcode-94
;name Paper
;author Kaizen
;strategy A silk-style replicator: four processes walk through four instructions in step.
;strategy SPL starts the copy before it is there; each process then copies one instruction, just in time.
;assert CORESIZE > 100 && MAXPROCESSES >= 16
near    equ     CORESIZE/3+7
far     equ     CORESIZE/7*2+3
        org     start
start   spl     1, 0            ; two processes
        spl     1, 0            ; four
head    spl     @0, near        ; four more, at the new place
        mov.i   }head, >head    ; copies upwards: the pointers are the two fields of head
        mov.i   {head, <tail    ; and the same cells backwards to a second place
tail    jmp     @0, far
        end
