;redcode-94
;name Imp
;author Kaizen
;strategy The smallest program that lives: it copies itself one cell ahead and steps onto the copy.
;strategy What it walks over becomes Imp, so a hit opponent goes on as an Imp: mostly ties.
;assert CORESIZE > 1
        mov.i   $0, $1
        end
