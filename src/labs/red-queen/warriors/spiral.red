;redcode-94
;name Spiral
;author Kaizen
;strategy A ring of seven Imps, started by a tree of splits: after three levels eight processes jump
;strategy at the same time and in order. The eighth runs one cell ahead of the first.
;assert (CORESIZE + 1) % 7 == 0
part    equ     (CORESIZE+1)/7
        org     start
start   spl     right
        spl     left
        spl     leaf1
        jmp     imp
leaf1   jmp     imp+part
left    spl     leaf3
        jmp     imp+2*part
leaf3   jmp     imp+3*part
right   spl     far
        spl     leaf5
        jmp     imp+4*part
leaf5   jmp     imp+5*part
far     spl     leaf7
        jmp     imp+6*part
leaf7   jmp     imp+7*part
imp     mov.i   #0, $part
        end
