;redcode-94
;name Compare Scanner
;author Kaizen
;strategy Compares two cells at a time. Empty core is alike; where two cells differ something lives,
;strategy and both are bombed, which makes them alike again.
;assert CORESIZE == 8000
step    equ     2340            ; gcd(2340, 8000) = 20
gap     equ     10
limit   equ     gap+20          ; nearer than that is the scanner itself
        org     scan
scan    add.f   move, look
look    sne.i   $limit+4, $limit+4+gap
        jmp     scan
        slt.ab  #limit, look
        jmp     scan
        mov.i   bomb, *look
        mov.i   bomb, @look
        jmp     scan
bomb    dat.f   #0, #0
move    dat.f   #step, #step
        end
