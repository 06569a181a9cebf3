;redcode-94
;name Stone
;author Kaizen
;strategy A bomber under SPL #0: one process after the other enters the loop, so that it goes on
;strategy when one is lost, and the number of processes protects it against stunning.
;assert CORESIZE == 8000
step    equ     2365            ; gcd(2365, 8000) = 5, the length of the program
        org     start
start   spl.b   #0, #0
hit     mov.i   bomb, bomb
        add.ab  #step, hit
        jmp     hit
bomb    dat.f   >-1, >1         ; does damage around it when it is run into with post-increment
        end
