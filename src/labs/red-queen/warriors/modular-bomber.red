;redcode-94
;name Modular Bomber
;author Kaizen
;strategy As Dwarf, with a step that is far apart but hits the same quarter of the core:
;strategy gcd(3044, 8000) = 4. Bombs fall all over the core early, not first near itself.
;assert CORESIZE == 8000
step    equ     3044
        org     loop
loop    add.ab  #step, hit
hit     mov.i   bomb, bomb      ; the B-field moves on; it comes back to the bomb itself
        jmp     loop
bomb    dat.f   #0, #0
        end
