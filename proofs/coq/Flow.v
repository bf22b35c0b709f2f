(** * Derivatives along a flow, and comparison with the exponential

    A quantity E with E' <= c E grows at most like exp (c t), because E exp (- c t) has a non-positive derivative:
    Gronwall's inequality without integrals. Hence a solution of a linear equation y' = r y with bounded r keeps
    its sign: zero stays zero, and a positive solution stays positive, since y^2 exp (2 c t) does not decrease and
    y is continuous. *)

From Coq Require Import Lra Ranalysis5.
From Symflow Require Import Prelude Derivatives.
Local Open Scope R_scope.

(** ** Three derivatives more *)

Lemma derivative_square f t l : derivable_pt_lim f t l -> derivable_pt_lim (fun u => f u ^ 2) t (2 * f t * l).
Proof.
  intros D. apply (derivative_ext (fun u => f u * f u)); [intros u; ring |].
  refine (derivative_value _ _ _ _ _ (derivative_mult f f t l l D D)). ring.
Qed.

Lemma derivative_linear c t : derivable_pt_lim (fun u => c * u) t c.
Proof. refine (derivative_value _ _ _ _ _ (derivative_scal c _ t 1 (derivative_id t))). ring. Qed.

Lemma derivative_continuous f t l : derivable_pt_lim f t l -> continuity_pt f t.
Proof. intros D. apply derivable_continuous_pt. now exists l. Qed.

(** ** The sign of the derivative, on a closed interval *)

Lemma nonincreasing_closed f v t1 t2 : t1 <= t2 ->
  (forall t, t1 <= t <= t2 -> derivable_pt_lim f t (v t)) -> (forall t, t1 <= t <= t2 -> v t <= 0) -> f t2 <= f t1.
Proof.
  intros [before | same] D sign; [| rewrite same; lra].
  destruct (MVT_cor2 f v t1 t2 before D) as [c [step inside]].
  assert (v c <= 0) by (apply sign; lra). nra.
Qed.

(** ** Gronwall's inequality, forwards and backwards in time *)

Lemma gronwall_forward E v c t1 t2 : t1 <= t2 ->
  (forall t, t1 <= t <= t2 -> derivable_pt_lim E t (v t)) -> (forall t, t1 <= t <= t2 -> v t <= c * E t) ->
  E t2 * exp (- c * t2) <= E t1 * exp (- c * t1).
Proof.
  intros before D rate.
  apply (nonincreasing_closed (fun t => E t * exp (- c * t)) (fun t => (v t - c * E t) * exp (- c * t)) t1 t2 before).
  - intros t inside.
    refine (derivative_value _ _ _ _ _
      (derivative_mult _ _ t _ _ (D t inside) (derivative_exp _ t _ (derivative_linear (- c) t)))). ring.
  - intros t inside. pose proof (rate t inside). pose proof (exp_pos (- c * t)). nra.
Qed.

Lemma gronwall_backward E v c t1 t2 : t1 <= t2 ->
  (forall t, t1 <= t <= t2 -> derivable_pt_lim E t (v t)) -> (forall t, t1 <= t <= t2 -> - c * E t <= v t) ->
  E t1 * exp (c * t1) <= E t2 * exp (c * t2).
Proof.
  intros before D rate.
  assert (- E t2 * exp (- - c * t2) <= - E t1 * exp (- - c * t1)) as reversed.
  { apply (gronwall_forward (fun t => - E t) (fun t => - v t) (- c) t1 t2 before).
    - intros t inside. now apply derivative_opp, D.
    - intros t inside. pose proof (rate t inside). lra. }
  rewrite Ropp_involutive in reversed. lra.
Qed.

(** A non-negative quantity whose rate is at most a multiple of itself vanishes everywhere if it vanishes once. *)

Lemma zero_for_all_time E v c t1 t2 : t1 <= t2 ->
  (forall t, t1 <= t <= t2 -> derivable_pt_lim E t (v t)) -> (forall t, t1 <= t <= t2 -> Rabs (v t) <= c * E t) ->
  (forall t, t1 <= t <= t2 -> 0 <= E t) -> (E t1 = 0 <-> E t2 = 0).
Proof.
  intros before D rate nonneg.
  assert (forall t, t1 <= t <= t2 -> v t <= c * E t) as upper.
  { intros t inside. pose proof (rate t inside). pose proof (Rle_abs (v t)). lra. }
  assert (forall t, t1 <= t <= t2 -> - c * E t <= v t) as lower.
  { intros t inside. pose proof (rate t inside). pose proof (Rle_abs (- v t)). rewrite Rabs_Ropp in *. lra. }
  pose proof (gronwall_forward E v c t1 t2 before D upper) as forward.
  pose proof (gronwall_backward E v c t1 t2 before D lower) as backward.
  pose proof (exp_pos (- c * t2)). pose proof (exp_pos (c * t1)).
  assert (0 <= E t1) by (apply nonneg; lra). assert (0 <= E t2) by (apply nonneg; lra).
  split; intros zero; rewrite zero in *; nra.
Qed.

(** ** Linear equations keep the sign of a solution *)

Section Linear.
Variables (y r : R -> R) (c t1 t2 : R).
Hypothesis before : t1 <= t2.
Hypothesis linear : forall t, t1 <= t <= t2 -> derivable_pt_lim y t (r t * y t).
Hypothesis bounded : forall t, t1 <= t <= t2 -> Rabs (r t) <= c.

Lemma linear_zero : forall s, t1 <= s <= t2 -> (y t1 = 0 <-> y s = 0).
Proof.
  intros s inside.
  assert (y t1 ^ 2 = 0 <-> y s ^ 2 = 0) as squares.
  { apply (zero_for_all_time (fun t => y t ^ 2) (fun t => 2 * y t * (r t * y t)) (2 * c)); [lra | | |].
    - intros t between. apply derivative_square, linear. lra.
    - intros t between. replace (2 * y t * (r t * y t)) with (2 * (y t ^ 2 * r t)) by ring.
      rewrite !Rabs_mult, (Rabs_pos_eq 2), (Rabs_pos_eq (y t ^ 2)) by (lra || apply pow2_ge_0).
      assert (Rabs (r t) <= c) by (apply bounded; lra). pose proof (pow2_ge_0 (y t)). nra.
    - intros t between. apply pow2_ge_0. }
  split; intros zero; rewrite zero in squares; apply Rsqr_0_uniq; unfold Rsqr; nra.
Qed.

Lemma linear_positive : 0 < y t1 -> 0 < y t2.
Proof.
  intros positive. destruct (Rlt_le_dec 0 (y t2)) as [|nonpositive]; [assumption |]. exfalso.
  destruct nonpositive as [negative | zero].
  - assert (t1 < t2) as strictly by (destruct before as [|same]; [assumption | rewrite same in *; lra]).
    destruct (IVT_interv (fun t => - y t) t1 t2) as [s [inside zero]]; try lra.
    + intros t between. eapply derivative_continuous, derivative_opp, linear. exact between.
    + assert (y t1 = 0) by (apply (linear_zero s inside); lra). lra.
  - assert (y t1 = 0) by (apply (linear_zero t2); [lra | exact zero]). lra.
Qed.
End Linear.
