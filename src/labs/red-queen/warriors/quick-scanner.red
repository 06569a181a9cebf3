;redcode-94
;name Quick Scanner
;author Kaizen
;strategy Compares a few pairs of places without a loop, in the first cycles of the battle. If a pair differs
;strategy it bombs around both places; then, or if nothing was found, it goes on as a bomber.
;assert CORESIZE == 8000 && MAXLENGTH >= 40
first   equ     400
apart   equ     620
half    equ     CORESIZE/2-100
hits    equ     12
        org     scan
scan
i       for     6
        seq.i   first+i*apart, first+i*apart+half
        mov.ab  #first+i*apart-target-1, target
        rof
        jmz.b   main, target
        sub.ab  #hits/2, target
        mov.i   bomb, >target
        djn.b   -1, #hits
        add.ab  #half-hits, target
        mov.i   bomb, >target
        djn.b   -1, #hits
main    add.ab  #4, shell
        mov.i   shell, @shell
        jmp     main
shell   dat.f   #0, #0
target  dat.f   #0, #0
bomb    dat.f   <2667, <5334
        end
