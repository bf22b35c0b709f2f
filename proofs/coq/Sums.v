(** * Finite sums of real numbers.

    The calculus of [total n f] = f 0 + ... + f (n - 1): linearity, order, exchange of two sums, the product of two
    sums, the first term, Kronecker's delta, change of the summation index along a bijection, and the derivative of a
    sum. Almost all of it is induction on the number of terms. The bijection is the exception: it is two applications of
    Kronecker's delta and one exchange of sums. Then the same for [total1], the sum without its first term. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude.
Local Open Scope R_scope.

(** ** Linearity. *)

Lemma total_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> total n f = total n g.
Proof.
  induction n as [|n IH]; intros same; simpl.
  - reflexivity.
  - rewrite IH by (intros; apply same; lia). now rewrite (same n) by lia.
Qed.

Lemma total_zero n : total n (fun _ => 0) = 0.
Proof. induction n as [|n IH]; simpl; [reflexivity | rewrite IH; ring]. Qed.

Lemma total_const n c : total n (fun _ => c) = INR n * c.
Proof.
  induction n as [|n IH].
  - simpl. ring.
  - rewrite S_INR. simpl total. rewrite IH. ring.
Qed.

Lemma total_plus n f g : total n (fun i => f i + g i) = total n f + total n g.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_opp n f : total n (fun i => - f i) = - total n f.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_minus n f g : total n (fun i => f i - g i) = total n f - total n g.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_scal n c f : total n (fun i => c * f i) = c * total n f.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_scal_r n c f : total n (fun i => f i * c) = total n f * c.
Proof. induction n as [|n IH]; simpl; [ring | rewrite IH; ring]. Qed.

(** ** Two sums: their exchange and their product. *)

Lemma total_swap n m (f : nat -> nat -> R) :
  total n (fun i => total m (fun j => f i j)) = total m (fun j => total n (fun i => f i j)).
Proof.
  induction n as [|n IH]; simpl.
  - now rewrite total_zero.
  - now rewrite IH, <- total_plus.
Qed.

Lemma total_product n m f g : total n f * total m g = total n (fun i => total m (fun j => f i * g j)).
Proof.
  rewrite <- total_scal_r.
  apply total_ext; intros i _. now rewrite total_scal.
Qed.

(** ** Order. *)

Lemma total_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> total n f <= total n g.
Proof.
  induction n as [|n IH]; intros below; simpl.
  - apply Rle_refl.
  - apply Rplus_le_compat.
    + apply IH; intros; apply below; lia.
    + apply below; lia.
Qed.

Lemma total_nonneg n f : (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= total n f.
Proof. intros terms. rewrite <- (total_zero n). now apply total_le. Qed.

Lemma total_pos n f : (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < f i) -> 0 < total n f.
Proof.
  destruct n as [|n]; intros some terms; [lia | simpl].
  assert (0 <= total n f) by (apply total_nonneg; intros; left; apply terms; lia).
  assert (0 < f n) by (apply terms; lia).
  lra.
Qed.

(** A sum of nonnegative terms vanishes only when each term does. *)

Lemma total_nonneg_zero n f :
  (forall i, (i < n)%nat -> 0 <= f i) -> total n f = 0 -> forall i, (i < n)%nat -> f i = 0.
Proof.
  induction n as [|n IH]; intros terms vanishes i below; [lia | simpl in vanishes].
  assert (0 <= total n f) by (apply total_nonneg; intros; apply terms; lia).
  assert (0 <= f n) by (apply terms; lia).
  destruct (Nat.eq_dec i n) as [-> | other].
  - lra.
  - apply IH; [intros; apply terms; lia | lra | lia].
Qed.

(** ** The first term. *)

Lemma total_first n f : total (S n) f = f 0%nat + total n (fun i => f (S i)).
Proof.
  induction n as [|n IH].
  - simpl. ring.
  - change (total (S (S n)) f) with (total (S n) f + f (S n)).
    rewrite IH. simpl. ring.
Qed.

Lemma total_total1 n f : (0 < n)%nat -> total n f = f 0%nat + total1 n f.
Proof.
  destruct n as [|n]; intros some; [lia|].
  rewrite total_first. unfold total1.
  now replace (S n - 1)%nat with n by lia.
Qed.

(** ** Kronecker's delta. *)

Lemma delta_same i : delta i i = 1.
Proof. unfold delta. now rewrite Nat.eqb_refl. Qed.

Lemma delta_other i j : i <> j -> delta i j = 0.
Proof. intros other. unfold delta. now rewrite (proj2 (Nat.eqb_neq i j) other). Qed.

Lemma delta_comm i j : delta i j = delta j i.
Proof. unfold delta. now rewrite Nat.eqb_sym. Qed.

Lemma total_delta n i f : (i < n)%nat -> total n (fun j => delta i j * f j) = f i.
Proof.
  induction n as [|n IH]; intros below; [lia | simpl].
  destruct (Nat.eq_dec i n) as [-> | other].
  - rewrite delta_same, (total_ext n _ (fun _ => 0)), total_zero; [ring|].
    intros j below_n. rewrite delta_other by lia. ring.
  - rewrite IH, delta_other by lia. ring.
Qed.

(** ** Change of the summation index along a bijection s with the inverse r: both sides are the double sum of
    delta (s i) j * f j, because s i = j if and only if i = r j. *)

Lemma delta_inverse n (s r : nat -> nat) i j :
  (forall a, (a < n)%nat -> r (s a) = a) -> (forall a, (a < n)%nat -> s (r a) = a) ->
  (i < n)%nat -> (j < n)%nat -> delta (s i) j = delta (r j) i.
Proof.
  intros back forth below_i below_j.
  destruct (Nat.eq_dec (s i) j) as [<- | other].
  - now rewrite back, !delta_same.
  - rewrite !delta_other; trivial.
    intros <-. now apply other, forth.
Qed.

Lemma total_reindex n (s r : nat -> nat) f :
  (forall i, (i < n)%nat -> (s i < n)%nat) -> (forall i, (i < n)%nat -> (r i < n)%nat) ->
  (forall i, (i < n)%nat -> r (s i) = i) -> (forall i, (i < n)%nat -> s (r i) = i) ->
  total n (fun i => f (s i)) = total n f.
Proof.
  intros s_below r_below back forth.
  transitivity (total n (fun i => total n (fun j => delta (s i) j * f j))).
  - apply total_ext; intros i below. now rewrite total_delta by auto.
  - rewrite total_swap. apply total_ext; intros j below.
    transitivity (total n (fun i => delta (r j) i * f j)).
    + apply total_ext; intros i below_i. now rewrite (delta_inverse n s r i j).
    + now apply (total_delta n (r j) (fun _ => f j)), r_below.
Qed.

(** ** The derivative of a sum. *)

Lemma total_derivative n (f : R -> nat -> R) (v : nat -> R) t :
  (forall i, (i < n)%nat -> derivable_pt_lim (fun u => f u i) t (v i)) ->
  derivable_pt_lim (fun u => total n (f u)) t (total n v).
Proof.
  induction n as [|n IH]; intros terms; simpl.
  - apply derivable_pt_lim_const.
  - apply (derivable_pt_lim_plus (fun u => total n (f u)) (fun u => f u n)).
    + apply IH; intros; apply terms; lia.
    + apply terms; lia.
Qed.

(** ** The same without the first term. *)

Lemma total1_ext n f g : (forall i, (0 < i)%nat -> (i < n)%nat -> f i = g i) -> total1 n f = total1 n g.
Proof. intros same. apply total_ext; intros; apply same; lia. Qed.

Lemma total1_const n c : total1 n (fun _ => c) = INR (n - 1) * c.
Proof. apply (total_const (n - 1) c). Qed.

Lemma total1_plus n f g : total1 n (fun i => f i + g i) = total1 n f + total1 n g.
Proof. apply (total_plus (n - 1) (fun i => f (S i)) (fun i => g (S i))). Qed.

Lemma total1_minus n f g : total1 n (fun i => f i - g i) = total1 n f - total1 n g.
Proof. apply (total_minus (n - 1) (fun i => f (S i)) (fun i => g (S i))). Qed.

Lemma total1_scal n c f : total1 n (fun i => c * f i) = c * total1 n f.
Proof. apply (total_scal (n - 1) c (fun i => f (S i))). Qed.

Lemma total1_scal_r n c f : total1 n (fun i => f i * c) = total1 n f * c.
Proof. apply (total_scal_r (n - 1) c (fun i => f (S i))). Qed.

Lemma total1_nonneg n f : (forall i, (0 < i)%nat -> (i < n)%nat -> 0 <= f i) -> 0 <= total1 n f.
Proof. intros terms. apply total_nonneg; intros; apply terms; lia. Qed.

Lemma total1_pos n f : (1 < n)%nat -> (forall i, (0 < i)%nat -> (i < n)%nat -> 0 < f i) -> 0 < total1 n f.
Proof. intros some terms. apply total_pos; [lia | intros; apply terms; lia]. Qed.

Lemma total1_derivative n (f : R -> nat -> R) (v : nat -> R) t :
  (forall i, (0 < i)%nat -> (i < n)%nat -> derivable_pt_lim (fun u => f u i) t (v i)) ->
  derivable_pt_lim (fun u => total1 n (f u)) t (total1 n v).
Proof.
  intros terms.
  apply (total_derivative (n - 1) (fun u i => f u (S i)) (fun i => v (S i))).
  intros; apply terms; lia.
Qed.
