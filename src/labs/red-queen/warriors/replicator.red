;redcode-94
;name Replicator
;author Kaizen
;strategy In the way of the mice of the first tournament: one process copies the program cell by cell,
;strategy splits into the copy, and makes the next one further away.
;assert CORESIZE > 100
size    equ     (last-first+1)
        org     begin
first   dat.f   #0, #0          ; counts down, and points at the cell to copy
begin   mov.ab  #size, first
copy    mov.i   @first, <target
        djn.b   copy, first
        mov.i   first, <target
        spl     begin+1, 0
        add.ab  #CORESIZE/5+37, target
        spl     @target, 0
        jmp     begin
last
target  dat.f   #0, #CORESIZE/9*2
        end
