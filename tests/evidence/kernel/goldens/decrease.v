(* decrease: the parts of this claim of symflow, printed from its statement, and the theorems that close them. *)

From Coq Require Import Reals.
From Symflow Require Import Prelude.
Local Open Scope R_scope.

Definition z_ (A : abelian) (s_ : nat -> R) (g : nat) : R :=
  (Re (Cmul (ctotal (order A) (fun k => (Cmul (RtoC (s_ k)) (chi A k g)))) (RtoC (/ (INR (order A)))))).

Definition q_ (A : abelian) (s_ : nat -> R) (g : nat) : R :=
  ((exp (z_ A s_ g)) / (total (order A) (fun h => (exp (z_ A s_ h))))).

Definition pi_ (A : abelian) (s_ : nat -> R) (k : nat) : R :=
  (Re (ctotal (order A) (fun g => (Cmul (RtoC (q_ A s_ g)) (chi A k g))))).

Definition sbar_ (A : abelian) (s_ : nat -> R) : R :=
  ((total1 (order A) (fun j => (s_ j))) / (INR ((order A) - 1))).

Definition V_ (A : abelian) (s_ : nat -> R) : R :=
  ((ln (sbar_ A s_)) - ((total1 (order A) (fun j => (ln (s_ j)))) / (INR ((order A) - 1)))).

Definition goal_a : Prop :=
  forall (A : abelian),
  (2 <= (order A))%nat ->
  forall s_ : R -> nat -> R,
  forall t : R,
  (forall i : nat, (i < (order A))%nat -> i <> 0%nat -> 0 < ((s_ t) i)) ->
  ((s_ t) 0%nat) = 0 ->
  (forall i : nat, (i < (order A))%nat -> ((s_ t) (gopp A i)) = ((s_ t) i)) ->
  (forall k : nat, (k < (order A))%nat -> derivable_pt_lim (fun u => s_ u k) t ((2 * ((s_ t) k)) * (1 - (pi_ A (s_ t) k)))) ->
  (exists D0 : R, derivable_pt_lim (fun u => (V_ A (s_ u))) t D0 /\ (D0 <= 0)).

Definition goal_real_z : Prop :=
  forall (A : abelian),
  (2 <= (order A))%nat ->
  forall s_ : nat -> R,
  (forall i : nat, (i < (order A))%nat -> i <> 0%nat -> 0 < (s_ i)) ->
  (s_ 0%nat) = 0 ->
  (forall i : nat, (i < (order A))%nat -> (s_ (gopp A i)) = (s_ i)) ->
  (forall g : nat, (g < (order A))%nat -> Im (Cmul (ctotal (order A) (fun k => (Cmul (RtoC (s_ k)) (chi A k g)))) (RtoC (/ (INR (order A))))) = 0).

Definition goal_real_pi : Prop :=
  forall (A : abelian),
  (2 <= (order A))%nat ->
  forall s_ : nat -> R,
  (forall i : nat, (i < (order A))%nat -> i <> 0%nat -> 0 < (s_ i)) ->
  (s_ 0%nat) = 0 ->
  (forall i : nat, (i < (order A))%nat -> (s_ (gopp A i)) = (s_ i)) ->
  (forall k : nat, (k < (order A))%nat -> Im (ctotal (order A) (fun g => (Cmul (RtoC (q_ A s_ g)) (chi A k g)))) = 0).

From Symflow.claims Require decrease.

Theorem part_a : goal_a.
Proof. exact Symflow.claims.decrease.part_a. Qed.
Print Assumptions part_a.

Theorem part_real_z : goal_real_z.
Proof. exact Symflow.claims.decrease.part_real_z. Qed.
Print Assumptions part_real_z.

Theorem part_real_pi : goal_real_pi.
Proof. exact Symflow.claims.decrease.part_real_pi. Qed.
Print Assumptions part_real_pi.
