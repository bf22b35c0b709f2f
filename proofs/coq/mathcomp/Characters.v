(** * Orthogonality of characters for every finite abelian group (Mathematical Components).

    The library proper (plain Coq) works with groups on {0, ..., K - 1} and a given bicharacter; symflow's instances are
    (Z_2)^m and Z_K. This file, which nothing else depends on, shows that the one fact the theory rests on is not
    special to them. For any finite abelian group G:
    - characters G -> F into any integral domain F are orthogonal: sum_g chi(g) psi(-g) is #|G| if chi = psi, else 0;
    - a faithful bicharacter is orthogonal in its first argument: sum_k chi(k, g) is #|G| if g = 0, else 0;
    - over the algebraic complex numbers psi(-g) is the conjugate of psi(g), so that this is the hermitian pairing;
    - an abelian group of order n has exactly n irreducible characters, all linear, which obey both orthogonality
      relations (from the character theory of the Mathematical Components).
    Compile with: coqc -w -notation-overridden,-ambiguous-paths -Q . SymflowExtra Characters.v
    (Debian's libcoq-mathcomp-character, version 1.15). *)

From mathcomp Require Import all_ssreflect all_fingroup all_algebra all_solvable all_field all_character.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Characters with values in an integral domain. *)

Section Domain.
Variables (G : finZmodType) (F : idomainType).

Definition additive_character (chi : G -> F) : Prop :=
  chi 0 = 1 /\ forall g h, chi (g + h) = chi g * chi h.

Implicit Types chi psi : G -> F.

Lemma character_opp chi g : additive_character chi -> chi g * chi (- g) = 1.
Proof. by move=> [chi0 chiD]; rewrite -chiD subrr. Qed.

(** Translating the sum by h multiplies it by chi(h). *)

Lemma sum_character_nontrivial chi h : additive_character chi -> chi h != 1 -> \sum_g chi g = 0.
Proof.
move=> [_ chiD] nontrivial.
have shifted : chi h * (\sum_g chi g) = \sum_g chi g.
  rewrite mulr_sumr [RHS](reindex_inj (addrI h)) /=.
  by apply: eq_bigr => g _; rewrite chiD.
have factor : (chi h - 1) * (\sum_g chi g) = 0 by rewrite mulrBl mul1r shifted subrr.
by move/eqP: factor; rewrite mulf_eq0 subr_eq0 (negbTE nontrivial) => /eqP.
Qed.

Lemma sum_character chi : additive_character chi ->
  \sum_g chi g = if [forall g, chi g == 1] then #|G|%:R else 0.
Proof.
move=> char; case: forallP => [trivial | /forallP]; last first.
  by rewrite negb_forall => /existsP [h]; apply: sum_character_nontrivial.
by rewrite (eq_bigr (fun=> 1)) ?sumr_const // => g _; apply/eqP/trivial.
Qed.

Lemma character_quotient chi psi : additive_character chi -> additive_character psi ->
  additive_character (fun g => chi g * psi (- g)).
Proof.
move=> [chi0 chiD] [psi0 psiD]; split=> [|g h]; first by rewrite oppr0 chi0 psi0 mulr1.
by rewrite opprD chiD psiD mulrACA.
Qed.

Theorem character_orthogonality chi psi : additive_character chi -> additive_character psi ->
  \sum_g chi g * psi (- g) = if [forall g, chi g == psi g] then #|G|%:R else 0.
Proof.
move=> char_chi char_psi; rewrite (sum_character (character_quotient char_chi char_psi)).
have same g : (chi g * psi (- g) == 1) = (chi g == psi g).
  have unit := character_opp g char_psi.
  apply/eqP/eqP => [E | ->]; last exact: unit.
  by rewrite -[LHS]mulr1 -unit mulrCA E mulr1.
by congr (if _ then _ else _); apply: eq_forallb => g; apply: same.
Qed.

(** ** A faithful bicharacter, the situation of symflow's library. *)

Definition bicharacter (chi : G -> G -> F) : Prop :=
  (forall g, additive_character (chi ^~ g)) /\ (forall k, additive_character (chi k)).

Theorem bicharacter_orthogonality (chi : G -> G -> F) : bicharacter chi ->
  (forall g, (forall k, chi k g = 1) -> g = 0) ->
  forall g, \sum_k chi k g = if g == 0 then #|G|%:R else 0.
Proof.
move=> [char_left char_right] faithful g; rewrite (sum_character (char_left g)).
congr (if _ then _ else _); apply/forallP/eqP => [trivial | -> k]; first by apply: faithful => k; apply/eqP.
by case: (char_right k) => ->.
Qed.

End Domain.

(** ** Over the algebraic complex numbers: values on the unit circle, and the hermitian pairing. *)

Section Complex.
Variable G : finZmodType.
Implicit Types chi psi : G -> algC.

Lemma character_mulrn chi g n : additive_character chi -> chi (g *+ n) = chi g ^+ n.
Proof.
move=> [chi0 chiD]; elim: n => [|n IH]; first by rewrite mulr0n expr0.
by rewrite mulrS exprS chiD IH.
Qed.

Lemma order_kills (g : G) : g *+ #|G| = 0.
Proof. by rewrite -FinRing.zmodXgE -cardsT expg_cardG ?inE. Qed.

Lemma character_norm chi g : additive_character chi -> `|chi g| = 1.
Proof.
move=> char; have positive : (0 < #|G|)%N by apply/card_gt0P; exists 0.
have root : chi g ^+ #|G| = 1 by rewrite -character_mulrn // order_kills; case: char.
by apply/eqP; rewrite -(pexpr_eq1 positive) // -normrX root normr1.
Qed.

Lemma character_conj chi g : additive_character chi -> chi (- g) = (chi g)^*.
Proof.
move=> char; have unit : chi g * (chi g)^* = 1 by rewrite -normCK character_norm // expr1n.
have nonzero : chi g != 0 by rewrite -normr_eq0 character_norm // oner_eq0.
by apply: (mulfI nonzero); rewrite unit character_opp.
Qed.

Theorem hermitian_orthogonality chi psi : additive_character chi -> additive_character psi ->
  \sum_g chi g * (psi g)^* = if [forall g, chi g == psi g] then #|G|%:R else 0.
Proof.
move=> char_chi char_psi; rewrite -character_orthogonality //.
by apply: eq_bigr => g _; rewrite character_conj.
Qed.

End Complex.

(** ** All irreducible characters of an abelian group, as a subgroup of any finite group type. *)

Section Irreducible.
Variables (gT : finGroupType) (G : {group gT}).
Hypothesis abelian_G : abelian G.

Lemma as_many_characters_as_elements : #|Iirr G| = #|G|.
Proof. exact: card_Iirr_abelian. Qed.

Lemma irreducible_linear (i : Iirr G) : 'chi_i \is a linear_char.
Proof. exact/char_abelianP. Qed.

Theorem first_orthogonality (i j : Iirr G) :
  \sum_(g in G) 'chi_i g * ('chi_j g)^* = if i == j then #|G|%:R else 0.
Proof.
have card_nonzero : #|G|%:R != 0 :> algC by rewrite pnatr_eq0 -lt0n cardG_gt0.
apply: (mulfI (invr_neq0 card_nonzero)).
rewrite (eq_bigr (fun g => 'chi_i g * 'chi_j g^-1%g)) => [|g gG]; last first.
  by rewrite lin_charV_conj ?irreducible_linear.
rewrite first_orthogonality_relation.
by case: eqP => _; rewrite ?mulVf ?mulr0.
Qed.

Theorem second_orthogonality (g h : gT) : g \in G -> h \in G ->
  \sum_i 'chi[G]_i g * ('chi_i h)^* = if g == h then #|G|%:R else 0.
Proof.
move=> gG hG; rewrite second_orthogonality_relation //.
have class_h : (h ^: G = [set h])%g by move/abelian_classP: abelian_G; apply.
have centraliser : ('C_G[g] = G)%g by apply/setIidPl; rewrite sub_cent1 (subsetP abelian_G).
by rewrite class_h inE centraliser; case: eqP => _; rewrite ?mulr1n ?mulr0n.
Qed.

End Irreducible.
