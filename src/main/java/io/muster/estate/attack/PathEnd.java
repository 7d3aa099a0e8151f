package io.muster.estate.attack;

import io.muster.estate.privilege.Escalation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a path: a role, and what an attacker gains with it. */
record PathEnd(Resource<Role> role, Prize prize) {

    private static final String ASSUME = "sts:AssumeRole";

    List<AttackStep> steps() {
        List<AttackStep> steps = new ArrayList<>();
        steps.add(AttackStep.of(role.arn(), ResourceKind.ROLE, "its role " + prize.why())
                .judgedBy(prize.type().ruleId(), role.arn()));
        prize.way().forEach(step -> steps.addAll(taken(step)));
        return steps;
    }

    private List<AttackStep> taken(Escalation step) {
        String by = "by " + step.name() + " with " + String.join(", ", step.actions());
        List<AttackStep> taken = new ArrayList<>();
        if (step.host() != null) {
            taken.add(AttackStep.of(
                    step.host(), ResourceKind.INSTANCE, "the role before runs code on it " + by + place(step.host())));
        }
        if (!step.next().isEmpty()) {
            String how = step.host() == null ? "is taken over " + by : "is the role of that instance";
            String leads = step.administrator() ? ", where it leads to an administrator" : "";
            String place = place(step.next());
            taken.add(AttackStep.of(step.next(), ResourceKind.ROLE, how + place + (place.isEmpty() ? "" : leads)));
        }
        return taken;
    }

    private String place(String arn) {
        String account = Escalation.accountOf(arn);
        return account.equals(role.scope().accountId()) ? "" : ", and is of account " + account;
    }

    /** The changes that end the path, including one for the role that is assumed in each further account. */
    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>(first());
        String account = role.scope().accountId();
        for (Escalation step : prize.way()) {
            if (!step.next().isEmpty() && !Escalation.accountOf(step.next()).equals(account)) {
                account = Escalation.accountOf(step.next());
                cuts.add(admittingNone(step.next()));
            }
        }
        return cuts.stream().distinct().toList();
    }

    private static Cut admittingNone(String role) {
        return new Cut(role, ResourceKind.ROLE, "let its trust policy admit none of those roles");
    }

    /**
     * The changes at the first step. Within an account, a trust policy that names a role lets it in without any right of its own;
     * between accounts both are needed.
     */
    private List<Cut> first() {
        Cut rights = new Cut(role.arn(), ResourceKind.ROLE, "take the rights that the paths name from the role");
        Optional<Escalation> assumes = prize.way().stream()
                .findFirst()
                .filter(step ->
                        step.actions().equals(List.of(ASSUME)) && !step.next().isEmpty());
        if (assumes.isEmpty()) {
            return List.of(rights);
        }
        Cut trust = admittingNone(assumes.get().next());
        return accountBeyond(assumes.get()).isPresent() ? List.of(trust, rights) : List.of(trust);
    }

    private Optional<String> accountBeyond(Escalation step) {
        return step.accountBeyond(role.scope().accountId());
    }
}
