;redcode-94
;name Two-Pass Clear
;author Kaizen
;strategy Clears the core twice: first with SPL 0, which stuns what it hits, then with DAT, which kills.
;strategy The first bomb carries the length of its turn in a counter, the second one needs none.
;assert CORESIZE > 40
        org     start
pointer dat.f   #0, #skip
stun    spl.b   #0, #skip
kill    dat.f   #0, #skip
start   mov.i   stun, >pointer
        djn.b   start, #CORESIZE-2*skip
        mov.ab  #skip, pointer
        mov.i   kill, >pointer
        jmp     -1
skip    equ     10
        end
