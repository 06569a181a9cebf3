;redcode-94
;name Vampire
;author Kaizen
;strategy Bombs with jumps into a pit. Caught processes split there for ever, so what they belong to
;strategy loses its time to the pit. A-field and B-field move apart by the same step, so every jump fits.
;assert CORESIZE == 8000
step    equ     2670            ; gcd(2670, 8000) = 10, more than the length
        org     bite
bite    add.f   stride, fang
        mov.i   fang, @fang
        jmp     bite
stride  dat.f   #-step, #step
fang    jmp     pit, 0
pit     spl     0, 0
        jmp     pit
        end
