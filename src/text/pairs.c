/*
 * pairs - how likely two letters stand side by side in Russian, Kazakh and Kyrgyz.
 *
 * Counted once in plays of the 19th century, in news and in encyclopaedic text (about 1.5 million
 * letters each, Kyrgyz 40,000). A row is a first letter, a column the next, in the order of
 * pair_letter; the sign is '#' + 34 + 4 * log2(p(next | first) * 44), cut to '#' .. '[' (and kept
 * clear of trigraphs).
 */
#include "text/text_int.h"

/* clang-format off */
const char *const pair_signs[PAIR_LANGUAGES][PAIR_LETTERS] = {
	[PAIR_RU] = {
		"#EINFJDCFJ,JDJMIMEMJF;A8G=-###B3F###########",
		"S1BH@GICG9CLLIK)@HJK;;A:AE8###4DE###########",
		"GN,;#0P/)J#<J<CP#M<'M#5%5.>=P;%.H###########",
		"PQ.42AO#AK#;D6IP=BK>D#=.7:'#L=##=5##########",
		"JM%2-KG##I#;L5BW#K-.J###5*#######'##########",
		"GQ3F'1P3+O#>D8KP7J?=L#:@/6#-DG.7E.##########",
		"S2EGGGD?C5FDKIM5BLJN66?=BC?####:8(##########",
		"LO=(0KU0#P#B59M@#/44I###9###$=###1##########",
		"MT@LCMF@2F#?CCOG.A82E##.2##3HC#8E,##########",
		"S6@IDFG>G@FHJIM88DGO+.FCFC8####;D###########",
		"Y',++G0#0##B<=G>'.GK#/#7C@'#####,###########",
		"QS$>#%B5+O#*D.AS#IBDK#$3#####(#$############",
		"LO22=2N@+P#@:,>P4#B:J*%#A*#+DO&IJ4##########",
		"SN4-1#P#$M#;=5LP:9<9L*#04'(#G<##A*##########",
		"MR4(7AQ,+O#<$#GP#7=>H3&<:%7#IF#:H*##########",
		"R(GMIKEEB?HDKIJ6AKJK2==1D@8###->>'##########",
		"<K####N##I#=G#:U4S8:F##24*##??##B###########",
		"GR7B=AP=6O#A;<CQ:5ACK4787>*#GF'AF-##########",
		"MI3F1<M,*F#LJEDKG:CRD/:8@5#1AJ#=M<##########",
		"QN*G(7O#(J#@;/DR2JH4E%26:'#)GN#;?)##########",
		"T;EEILCKD-CGEJ?%FEIJ'0G,HHA###2F6###########",
		"JQ##-#Q#-Q#-C1;L3NBAH<-#-###?L##1-##########",
		"UM#D##>##H##C;EU#H7>D########))#%%##########",
		"OR*D#.S##M.M.1#M*.##I##.####L#.*############",
		"JP#*##S##N#F4*J<#6#SI#&##A###D#&#7##########",
		"GQ%@##Q##P#NH5JGD3)>J#%##+##+O#,#5##########",
		"=P####V##R#-##CI#8##J#######-E###>##########",
		"G+')'(U&&)&(((G+'(?*(%&%&&%%''%;WF%%%%%%%%%%",
		"V#AK??I384MDKHG#?@GH29J1BF2#####0###########",
		"X#>=?8H(?A8I#CJ4##KE#3&96D-####CK/##########",
		"B##9<D##2#>EI;:,>9>Z0;B,#,##################",
		"W&N*6L3:;&06D>=#*>IN#.:3AIE###&;#&##########",
		"Y#5B<FF>A09CBAE&87DL##>3@:<####?9###########",
		"W$#?;#$=C#;AGKJ%BPJL##@#5;5#################",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
		"LHDFDFHDDGDEFEGIEFFHECCCDCCBDECCEBBBBBBBBBBB",
	},
	[PAIR_KK] = {
		"#MO6;HHN==#K5JCJC?JL;8=/,D##<#<%4#C=M#E?C#C#",
		"O/A:5F;:F+K8NHO#DPKJH-36#?######<##HIC###1##",
		"6T)##:P#.H#+F##O#;13>#####&1H),<##@#'#DKG#P#",
		"TP#,6,N#,N#CH69J>=;P9##,4,##:7##3##0@#####A#",
		"?E#)#0W.#F#)3#4A#D'=:#######+#####'###1#@#U#",
		"=T+)#0S:#A###**>&7'29######%R+%###A###-6:#P#",
		"P2?@HF*9C#HLLHP1DOJMC2:*$A#####(3##),F######",
		":U7##7P##H####(N####C#######N#)##&I###AKM#C#",
		"SPA,HPI#,H#)#F>>*0:'E###%+##J##%'#.C7##%##O#",
		"JF=ABJIAD)=KJEOF>FIH0@BF43##L#.0P*=A6##)#2G#",
		"R0A&>OE61##=LHF4.A@O*.41*=##Q######BA##7##L#",
		"OI12##T-2@#A9.$I<;DL=##;#>##(##$##B#.#N7I#O#",
		"NQ;#DNN:#D#<AE*AA#AEE#0##;##Q=#02,-J=#&,##M#",
		"MR?);JR-/I#AD=@@A);?>#6##>##O6##%#F<7#4CC#L#",
		"UN<7APJ3.D#9/8B@#$=E=6*7#H##M2##&#:@.#6>,#I#",
		"=,IEAC08>0J?SHO5AOMK25/A,7####+65##GID(#####",
		"VP=###K0#@#C;#*H?KEMC#0,#?##H1###/?#A##:##E#",
		"QN?2GMK=8C#@JGDC61DJH#3'#=##N,##,#1GA#-2##M#",
		"MP0,#$M+#C#E78-JE#>QE2.##@#.R0#'%)?#D#>A;#L#",
		"JR<.$#N+)E#F)-/G>B9LG-0#&7##Q+&(&2>#C#CFE#O#",
		"SLB,FND6;7#9JH@(7KFA.*@6>I##P#(###:JB####*H#",
		"FN####Q##R##E##R#O#FF>######6#<##<########<#",
		"@YA1-.?##J#-.DNG-95DC####;##F-1##4##1#######",
		"9A####T#<X#<0##6###:9#######8###############",
		"EW'$%?SD&M&A('G;&((ED$$$$%$$*$$$$D%&'&%%%$)$",
		"KR63##O&#?#D#&*?90)E@#######R#####5#D#6;3#S#",
		"983125T33T2354632546S1111211N111112342222151",
		"650-.1Z//./01020/212/----.--3---H-./0/...-2-",
		"S(4#+;#)I#6-MHQ#GKKC##(##:##;######FML#$####",
		"Q&=9FRO#=9#D;MG=G#BK#?=##B##$##KK;#5########",
		"O#:B8:##6#HVO?I#E@BG#H###2####L6############",
		"QBE#>U'CD##<AHC>#HGO###>#>##E#<####G$#####G#",
		"R1=58J#9@##7QDM+5ARA@#8</+/########LJ4#3####",
		"0/*F)EF*J))*HBL*)X+O)(((()((.((((()*+))))(,(",
		"C#D#3H#FF#FIPAP#7RPIK#*##9########-##>######",
		"%X*##H##2=##+/@=####>#######U##########6####",
		"QU/##(#,#A#,#9#L@#HNA#2##A##N#######B##I/###",
		"XKC#JHC*(##5/0@###=@(####4##G######H4#&###J#",
		"-#F#>##/P#DGPKL#JPGO#####E###########I######",
		"/#@##@#DE#G#SOJ#7TIE##=##E(#%##4<##CG@######",
		"##<#L?#)O#NILIN#7PLE#+###P#####)#####4######",
		"/Z*'(+-))()*+*,*)++,)''''(''-'''''I)*)((>','",
		"S#;#D9#,K##KKJQ#HMH>##'##B##########(J####=#",
		"KJECDFHDDDDEGEHEDGFGDCCCBDBBHBCBCBCDEDCCCBGB",
	},
	[PAIR_KY] = {
		"#MN:=F8M<G#Q9M?GCAJLD>..DB##>#H3.#####G#@###",
		"QFB=FE;:B4JGNFP#BPGL52#=AH####9#>####=+#####",
		"@U4##AP##P##J##P#B##G######:F##8######F#F###",
		"UP*(GMO))N)>,*>H)D*I+((())'(-((((('''(*'*'''",
		"7R##3:L##M##3##K#A##L#######U#?#######K#I###",
		"GT###@K8#N##4##J81##K#######R0;#######J#I###",
		"M=;ED?7<@#BPIFQ4DRHL07:#?D####0#7####D######",
		"=W###=O##@#;%7&P#7#%G#######N#;#######?#I###",
		"OPE#JL@#:K#6$N>@#6T%B#######I###6#####A#E###",
		"QC;;C?A4D4CLMGQ<BJGD#<#D?M######M####C######",
		"Q)@#GN%8HD#EMJHG#KAO%####8##P#########$#B###",
		"QP46#6O##G#@:?4K2;CNJ##:?=##P#########J#F###",
		"MPD#IPM0#J#E@@CF:C6BN###=###NA#;4#####G#F###",
		"KSD#CIP7#N#@M=<FD#E;H###@9##G3?#######E#G###",
		"UN;;BQJ#6I#B#28C##BDH8.<D###I4########B#E###",
		"L#IFIF2#>#BJOLMMCOGG22#A;I#####G#:###@6####2",
		"SR%#%&G$$H$GI%@O=IDLH##==F##A9########%#9###",
		"NOB5PNG<3L#EHB@F:7AIK3#5;8##M5##/#####@#I###",
		"GO#9##G##K#D3A3LF#CSM@##73##Q3########=#F###",
		"LS4###L##L#I.64J.F.NL###9###M.#.;#####F#L###",
		"Q#B1GH##C#7LMEP#=LHGP###BF#####>1###########",
		"CR.,B0P--O-10/1R-K/NI,,,--,,1,,,,,,,,,.,.,,,",
		"=P8689977L7;:8TL6:8P96567755L5L6655556858555",
		"21,*-.K+AZ+A.-/A+/-/.@**+,**/*+*+*****,*,***",
		"GR=#%&K$$N#E&9'G#'%EM#9##$##S#=#######J#N###",
		"NN####G##I#Q#?6@6$6SI###B###N#########B#I###",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"DC><>@Y==@=A@?A?=A?A@<<<=><<A<=<<<<<<<><><<<",
		"R#8#F6#.O#DNMCR#CNC?##4#<D######>####8######",
		"S82GG4G2241M435GG53U400G1200501GG00000203000",
		"?,E%GB)&&)CRSLK(&PLI)%%%&;%%*%J%%%%%%;'%'%%%",
		"GG.,/G0..0-CNNU/-CGNI,,,CL,,1,-,-,,,,,.,/,,,",
		"R-I&II)'@)&IQ(N(@KQD)%%%@'%%*%&%&%%%%%'%(%%%",
		"XB=;=?@<<?<@?>@>Q?>@>;;;<<;;@;;;;;;;;;=;=;;;",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"S1,*IQP++L+/.,/-*.D.-))**@))S)*)*))))*+)D)))",
		"P&D#D@##J#FFOHN#?ODP####FC############H#####",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"R$3#IG##H#GHKCP#BMAC####HG###########3##P###",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"KJECEFFDDFDHGEHFDGEHFCBCDDBBHCCCCBBBBCEBEBBB",
		"VGB@BCCAACAEDBEC@DBEC@?@@A??D?@?@????@A?B???",
	},
};
/* clang-format on */

int pair_letter(uint32_t lower)
{
	/* а..я are U+0430..U+044F; 33 is ё, then the nine of Kazakh; 43 is any other Cyrillic. */
	if (lower >= 0x430 && lower <= 0x44F)
		return (int)(lower - 0x430) + 1;
	switch (lower) {
	case 0x451: return 33; /* ё */
	case 0x4D9: return 34; /* ә */
	case 0x493: return 35; /* ғ */
	case 0x49B: return 36; /* қ */
	case 0x4A3: return 37; /* ң */
	case 0x4E9: return 38; /* ө */
	case 0x4B1: return 39; /* ұ */
	case 0x4AF: return 40; /* ү */
	case 0x4BB: return 41; /* һ */
	case 0x456: return 42; /* і */
	case 0x463: return 6;  /* ѣ of Russian before 1918, as е */
	case 0x473: return 21; /* ѳ, as ф */
	default: return lower >= 0x400 && lower < 0x530 ? 43 : 0;
	}
}

int pair_score(enum pair_language l, int first, int next)
{
	return pair_signs[l][first][next] - '#' - 34;
}
