import { once } from './once.ts';

/** Where the numbers of an area code are: a state or province, its zone, and a second zone where the area has two. */
export interface NumberArea {
  readonly state: string;
  readonly zone: string;
  readonly also: string | null;
}

/**
 * The area codes of the United States, their territories and Canada, those assigned but not yet in service among them.
 * As of 2026-11-26, after the North American Numbering Plan Administrator (nanpa.com) and the Canadian Numbering
 * Administrator; zones beside Google's libphonenumber, and by county where an area lies across a border of zones.
 * The first zone is where most of its people live; a second makes the hours that hold in both.
 */
const AREAS = `
AL America/Chicago 205 251 256 334 483 659 938
AK America/Anchorage+America/Adak 907
AZ America/Phoenix 480 520 602 623
AZ America/Phoenix+America/Denver 928
AR America/Chicago 327 479 501 870
CA America/Los_Angeles 209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707
CA America/Los_Angeles 714 738 747 760 764 805 818 820 831 837 840 858 909 916 925 949 951
CO America/Denver 303 719 720 748 970 983
CT America/New_York 203 475 860 959
DC America/New_York 202 771
DE America/New_York 302
FL America/New_York 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954
FL America/Chicago+America/New_York 448 850
GA America/New_York 229 404 470 478 678 706 762 770 912 943
HI Pacific/Honolulu 808
IA America/Chicago 319 515 563 641 712
ID America/Boise+America/Los_Angeles 208 986
IL America/Chicago 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
IN America/Indiana/Indianapolis 260 317 463 765
IN America/Chicago+America/Indiana/Indianapolis 219
IN America/Indiana/Indianapolis+America/Chicago 574 812 930
KS America/Chicago 316 913
KS America/Chicago+America/Denver 620 785
KY America/New_York 502 859
KY America/Chicago+America/New_York 270 364
KY America/New_York+America/Chicago 606
LA America/Chicago 225 318 337 457 504 985
MA America/New_York 339 351 413 508 617 774 781 857 978
MD America/New_York 227 240 301 410 443 667
ME America/New_York 207
MI America/Detroit 231 248 269 313 517 586 616 679 734 810 947 989
MI America/Detroit+America/Menominee 906
MN America/Chicago 218 320 507 612 651 763 924 952
MO America/Chicago 235 314 417 557 573 636 660 816 975
MS America/Chicago 228 471 601 662 769
MT America/Denver 406
NC America/New_York 252 336 472 704 743 828 910 919 980 984
ND America/Chicago+America/Denver 701
NE America/Chicago 402 531
NE America/Chicago+America/Denver 308
NH America/New_York 603
NJ America/New_York 201 551 609 640 732 848 856 862 908 973
NM America/Denver 505 575
NV America/Los_Angeles 702 725
NV America/Los_Angeles+America/Denver 775
NY America/New_York 212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
OH America/New_York 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
OK America/Chicago 405 539 572 580 918
OR America/Los_Angeles 503 971
OR America/Los_Angeles+America/Boise 458 541
PA America/New_York 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
RI America/New_York 401
SC America/New_York 803 821 839 843 854 864
SD America/Chicago+America/Denver 605
TN America/Chicago 615 629 731 901 931
TN America/New_York 865
TN America/New_York+America/Chicago 423 729
TX America/Chicago 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956
TX America/Chicago 972 979
TX America/Denver 915
UT America/Denver 385 435 801
VA America/New_York 276 434 540 571 686 703 757 804 826 948
VT America/New_York 802
WA America/Los_Angeles 206 253 360 425 509 564
WI America/Chicago 262 274 353 414 534 608 715 920
WV America/New_York 304 681
WY America/Denver 307
AS Pacific/Pago_Pago 684
GU Pacific/Guam 671
MP Pacific/Saipan 670
PR America/Puerto_Rico 787 939
VI America/St_Thomas 340
AB America/Edmonton 368 403 587 780 825
BC America/Vancouver 604
BC America/Vancouver+America/Edmonton 236 250 257 672 778
MB America/Winnipeg 204 431 584
NB America/Moncton 428 506
NL America/St_Johns+America/Goose_Bay 709 879
NS America/Halifax 782 902
ON America/Toronto 226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942
ON America/Toronto+America/Winnipeg 807
QC America/Toronto 263 354 438 450 468 514 579 819 873
QC America/Toronto+America/Halifax 273 367 418 581
SK America/Regina+America/Edmonton 306 474 639
YT America/Whitehorse+America/Iqaluit 867
`;

const byCode = once(() => new Map(AREAS.trim().split('\n').flatMap(read)));

/** The area of an E.164 number, or nothing: it is of another country, toll-free, or of no place. */
export const areaOf = (phone: string): NumberArea | undefined =>
  /^\+1\d{10}$/.test(phone) ? byCode().get(phone.slice(2, 5)) : undefined;

/** The area codes there are, in their order. */
export const areaCodes = once((): readonly string[] => [...byCode().keys()].sort());

function read(row: string): [code: string, area: NumberArea][] {
  const [state = '', zones = '', ...codes] = row.split(' ');
  const [zone = '', also = null] = zones.split('+');
  return codes.map((code) => [code, { state, zone, also }]);
}
