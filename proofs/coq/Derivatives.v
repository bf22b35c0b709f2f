(** * Derivatives of expressions written with [fun u => ...].

    The rules of the standard library speak of [plus_fct], [mult_fct], ...; the goals of symflow are lambda forms. Here
    are the same rules for lambda forms, the uniqueness of the derivative, and the mean value theorem in the one shape
    in which the flows need it: a derivative of one sign on an open interval makes a monotone function. *)

From Coq Require Import Reals Lra.
Local Open Scope R_scope.

(** ** Transport along equal functions and equal values. *)

Lemma derivative_ext f g t l : (forall u, f u = g u) -> derivable_pt_lim f t l -> derivable_pt_lim g t l.
Proof.
  intros E D eps Heps. destruct (D eps Heps) as [r Hr]. exists r. intros h Hh Hsmall.
  rewrite <- !E. now apply Hr.
Qed.

Lemma derivative_value f t l l' : l = l' -> derivable_pt_lim f t l -> derivable_pt_lim f t l'.
Proof. now intros <-. Qed.

Lemma derivative_unique f t l l' : derivable_pt_lim f t l -> derivable_pt_lim f t l' -> l = l'.
Proof. apply uniqueness_limite. Qed.

(** ** The rules. *)

Lemma derivative_const c t : derivable_pt_lim (fun _ => c) t 0.
Proof. apply derivable_pt_lim_const. Qed.

Lemma derivative_id t : derivable_pt_lim (fun u => u) t 1.
Proof. apply derivable_pt_lim_id. Qed.

Lemma derivative_plus f g t a b :
  derivable_pt_lim f t a -> derivable_pt_lim g t b -> derivable_pt_lim (fun u => f u + g u) t (a + b).
Proof. intros F G. exact (derivable_pt_lim_plus f g t a b F G). Qed.

Lemma derivative_opp f t a : derivable_pt_lim f t a -> derivable_pt_lim (fun u => - f u) t (- a).
Proof. intros F. exact (derivable_pt_lim_opp f t a F). Qed.

Lemma derivative_minus f g t a b :
  derivable_pt_lim f t a -> derivable_pt_lim g t b -> derivable_pt_lim (fun u => f u - g u) t (a - b).
Proof. intros F G. exact (derivable_pt_lim_minus f g t a b F G). Qed.

Lemma derivative_scal c f t a : derivable_pt_lim f t a -> derivable_pt_lim (fun u => c * f u) t (c * a).
Proof. intros F. exact (derivable_pt_lim_scal f c t a F). Qed.

Lemma derivative_scal_r c f t a : derivable_pt_lim f t a -> derivable_pt_lim (fun u => f u * c) t (a * c).
Proof.
  intros F. apply (derivative_ext (fun u => c * f u)); [intros u; ring |].
  apply (derivative_value _ _ (c * a)); [ring |]. now apply derivative_scal.
Qed.

Lemma derivative_div_const c f t a : derivable_pt_lim f t a -> derivable_pt_lim (fun u => f u / c) t (a / c).
Proof. exact (derivative_scal_r (/ c) f t a). Qed.

Lemma derivative_mult f g t a b :
  derivable_pt_lim f t a -> derivable_pt_lim g t b ->
  derivable_pt_lim (fun u => f u * g u) t (a * g t + f t * b).
Proof. intros F G. exact (derivable_pt_lim_mult f g t a b F G). Qed.

Lemma derivative_div f g t a b :
  derivable_pt_lim f t a -> derivable_pt_lim g t b -> g t <> 0 ->
  derivable_pt_lim (fun u => f u / g u) t ((a * g t - b * f t) / (g t * g t)).
Proof. intros F G N. exact (derivable_pt_lim_div f g t a b F G N). Qed.

Lemma derivative_comp outer inner t a b :
  derivable_pt_lim inner t a -> derivable_pt_lim outer (inner t) b ->
  derivable_pt_lim (fun u => outer (inner u)) t (b * a).
Proof. intros I O. exact (derivable_pt_lim_comp inner outer t a b I O). Qed.

Lemma derivative_exp f t a :
  derivable_pt_lim f t a -> derivable_pt_lim (fun u => exp (f u)) t (exp (f t) * a).
Proof. intros F. apply derivative_comp; [exact F | apply derivable_pt_lim_exp]. Qed.

Lemma derivative_ln f t a :
  0 < f t -> derivable_pt_lim f t a -> derivable_pt_lim (fun u => ln (f u)) t (a / f t).
Proof.
  intros P F. apply (derivative_value _ _ (/ f t * a)); [unfold Rdiv; ring |].
  apply derivative_comp; [exact F | now apply derivable_pt_lim_ln].
Qed.

(** ** The sign of the derivative on an open interval. *)

Lemma mean_value f D lo hi t1 t2 :
  (forall t, lo < t < hi -> derivable_pt_lim f t (D t)) -> lo < t1 -> t1 < t2 -> t2 < hi ->
  exists t, t1 < t < t2 /\ f t2 - f t1 = D t * (t2 - t1).
Proof.
  intros H L M U. destruct (MVT_cor2 f D t1 t2 M) as [t [E T]].
  - intros t T. apply H. lra.
  - now exists t.
Qed.

Lemma nonincreasing f D lo hi :
  (forall t, lo < t < hi -> derivable_pt_lim f t (D t)) -> (forall t, lo < t < hi -> D t <= 0) ->
  forall t1 t2, lo < t1 -> t1 <= t2 -> t2 < hi -> f t2 <= f t1.
Proof.
  intros H S t1 t2 L [M | <-] U; [| lra].
  destruct (mean_value f D lo hi t1 t2 H L M U) as [t [T E]].
  assert (D t <= 0) by (apply S; lra). nra.
Qed.

Lemma nondecreasing f D lo hi :
  (forall t, lo < t < hi -> derivable_pt_lim f t (D t)) -> (forall t, lo < t < hi -> 0 <= D t) ->
  forall t1 t2, lo < t1 -> t1 <= t2 -> t2 < hi -> f t1 <= f t2.
Proof.
  intros H S t1 t2 L [M | <-] U; [| lra].
  destruct (mean_value f D lo hi t1 t2 H L M U) as [t [T E]].
  assert (0 <= D t) by (apply S; lra). nra.
Qed.

Lemma constant f lo hi :
  (forall t, lo < t < hi -> derivable_pt_lim f t 0) ->
  forall t1 t2, lo < t1 -> t1 <= t2 -> t2 < hi -> f t1 = f t2.
Proof.
  intros H t1 t2 L M U. apply Rle_antisym.
  - apply (nondecreasing f (fun _ => 0) lo hi); auto; intros; lra.
  - apply (nonincreasing f (fun _ => 0) lo hi); auto; intros; lra.
Qed.
