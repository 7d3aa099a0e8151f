package io.muster.estate.privilege;

import io.muster.estate.privilege.EscalationPath.LeadsTo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The single steps that one role can take along the published ways within its account, whether or not what they lead to is worth it. */
final class Steps {

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private final String account;
    private final KeptSteps kept;
    private final RoleChanges changes;
    private final OwnLimits limits;
    private final PathResources resources;
    private final PassableRoles passable;
    private EscalationPath grantsOf;
    private List<Statement> grants = List.of();

    Steps(RolePrivileges now, PrivilegeGraph graph) {
        this.role = now.retagging();
        this.graph = graph;
        this.kept = new KeptSteps(graph);
        this.account = "arn:" + role.partition() + ":iam::" + role.accountId() + ":";
        this.changes = new RoleChanges(role, graph);
        this.limits = new OwnLimits(role, graph);
        this.resources = new PathResources(role, graph);
        this.passable = new PassableRoles(role, graph, changes);
    }

    List<Escalation> all() {
        for (EscalationPath path : EscalationPath.ALL) {
            follow(path);
        }
        return kept.all().stream().distinct().toList();
    }

    /** Whether a step was left out by which the role may reach more: one to a role beyond those that are looked at, or that are kept. */
    boolean cut() {
        return kept.cut() || (changes.cut() && !kept.supreme());
    }

    /** The best of those that lift none of the role's own limits, as they are asked; none is looked for after one that is certain. */
    Certainty bestWithinLimits(Function<Escalation, Certainty> asked) {
        Certainty best = Certainty.NO;
        for (EscalationPath path : EscalationPath.ALL) {
            if (best != Certainty.YES && path.leadsTo() != LeadsTo.BOUNDARY && path.leadsTo() != LeadsTo.DENIALS) {
                int before = kept.all().size();
                follow(path);
                best = kept.all().stream().skip(before).map(asked).reduce(best, Certainty::or);
            }
        }
        return best;
    }

    private void follow(EscalationPath path) {
        if (path.leadsTo() != LeadsTo.ASSUME && !mayFollow(role, path)) {
            return;
        }
        switch (path.leadsTo()) {
            case SELF, OTHER_VERSION -> ofItself(path);
            case BOUNDARY -> limits.boundary(path.actions().get(0)).ifPresent(lifted -> add(path, lifted));
            case DENIALS -> limits.denials(path.actions().get(0)).forEach(lifted -> add(path, lifted));
            case NEW_ROLE -> {
                Certainty made = new NewRole(role, changes).administrator(path.actions());
                if (made != Certainty.NO) {
                    add(path, account + "role/*", made, "", true);
                }
            }
            case USER, CONTROLLED_USER, USER_ADMINISTRATOR -> users(path);
            case PERMISSION_SET ->
                end(
                        path,
                        "a permission set of IAM Identity Center",
                        resources.of(path).and(Certainty.POSSIBLE));
            case TRUST -> {
                if (changes.anyOf(path.actions().get(0), "role/*")) {
                    each(
                            path,
                            graph.roles(),
                            target -> allows(path.actions().get(0), target).and(onceTrusted(target)));
                }
            }
            case FEDERATED -> {
                if (changes.anyOf(path.actions().get(0), "saml-provider/*")) {
                    each(
                            path,
                            graph.roles(),
                            target -> byProvider(path.actions().get(0), target));
                }
            }
            case ASSUME -> each(path, graph.trusting(role), role::assumes);
            case CHANGED -> changed(path);
            case UNBOUNDED -> unbounded(path);
            case PASSED, OWN_INSTANCE -> passed(path);
            case EXISTING -> existing(path);
            case INSTANCE -> new HostSteps(role, graph, resources).along(path, grants(path), kept.along());
        }
    }

    /** Whether the role's policies grant something of each action of the path, but for what a trust policy may grant alone. */
    static boolean mayFollow(RolePrivileges role, EscalationPath path) {
        return path.actions().stream()
                .allMatch(action ->
                        action.equals("sts:AssumeRole") || role.policies().grantsAnything(action));
    }

    /** Any rights, but within its boundary, which is then all that there is to be had. */
    private void ofItself(EscalationPath path) {
        Certainty certainty = changes.changedBy(path.actions().get(0), role).stream()
                .map(arn -> changes.allows(path.actions().get(0), arn))
                .reduce(Certainty.NO, Certainty::or);
        if (path.leadsTo() == LeadsTo.OTHER_VERSION) {
            certainty = certainty.and(Certainty.POSSIBLE);
        }
        if (certainty != Certainty.NO) {
            String target = changes.changedBy(path.actions().get(0), role).stream()
                    .findFirst()
                    .orElse(role.arn());
            add(
                    path,
                    target,
                    certainty,
                    "",
                    path.leadsTo() == LeadsTo.SELF
                            ? limits.administratorIfGiven(path.actions().get(0))
                            : Certainty.NO);
        }
    }

    private Certainty allows(String action, RolePrivileges target) {
        return changes.allows(action, target.arn());
    }

    private void users(EscalationPath path) {
        Certainty certainty = new UserRights(account, changes).along(path);
        if (certainty != Certainty.NO) {
            add(path, account + "user/*", certainty, "", true);
        }
    }

    private void end(EscalationPath path, String target, Certainty certainty) {
        if (certainty != Certainty.NO) {
            add(path, target, certainty, "", false);
        }
    }

    /** Whom a changed trust policy admits need not be the role: what may not assume the other itself lets somebody else, perhaps. */
    private Certainty onceTrusted(RolePrivileges target) {
        return role.mayBeGranted(role.request(Trust.ASSUME, target.arn())).or(Certainty.POSSIBLE);
    }

    private Certainty byProvider(String action, RolePrivileges target) {
        SamlTrust trust = new SamlTrust(target);
        return trust.providers()
                .map(provider -> role.allows(action, provider).and(trust.admits(provider)))
                .reduce(Certainty.NO, Certainty::or);
    }

    private void changed(EscalationPath path) {
        boolean byTrust = path.actions().contains("iam:UpdateAssumeRolePolicy");
        changes.of(path.actions().get(0)).forEach((target, changed) -> {
            Certainty certainty = changed.and(
                    byTrust
                            ? allows("iam:UpdateAssumeRolePolicy", target).and(onceTrusted(target))
                            : role.assumes(target));
            if (certainty != Certainty.NO) {
                add(path, target.arn(), certainty, target.arn(), graph.administratorIfGiven(target));
            }
        });
    }

    private void unbounded(EscalationPath path) {
        changes.of(path.actions().get(0)).forEach((target, lifted) -> {
            Certainty certainty = target.bounded() ? lifted.and(role.assumes(target)) : Certainty.NO;
            if (certainty != Certainty.NO) {
                unbounded(path, target, certainty);
            }
        });
    }

    /** To an administrator, or to what the boundary keeps from the target and the role has not. */
    private void unbounded(EscalationPath path, RolePrivileges target, Certainty certainty) {
        Certainty administrator = certainty.and(graph.administratorUnbounded(target));
        if (administrator != Certainty.NO) {
            add(path, target.arn(), administrator, target.arn(), true);
        }
        Certainty gains = administrator == certainty ? Certainty.NO : certainty.and(keptFrom(target));
        if (gains.compareTo(administrator) > 0) {
            add(path, target.arn(), gains, "", false);
        }
    }

    private Certainty keptFrom(RolePrivileges target) {
        Capabilities free = graph.capabilitiesUnbounded(target);
        return free.exceeds(graph.capabilities(target)).and(free.exceeds(graph.capabilities(role)));
    }

    private void passed(EscalationPath path) {
        Certainty others = resources.of(path);
        if (others == Certainty.NO) {
            return;
        }
        each(
                path,
                passable.along(path),
                target -> passable.passes(path, target).and(others).and(passable.alongside(path, target)));
    }

    private void existing(EscalationPath path) {
        Certainty certainty = resources.of(path).and(Certainty.POSSIBLE);
        if (certainty != Certainty.NO) {
            Map<RolePrivileges, Certainty> targets = graph.assumedBy(path.service());
            each(path, targets.keySet(), target -> certainty.and(targets.get(target)));
        }
    }

    private interface Way {
        Certainty to(RolePrivileges target);
    }

    /** Offers a step to each target that the path leads to, those of most rights first. */
    private void each(EscalationPath path, Collection<RolePrivileges> targets, Way way) {
        KeptSteps.Along along = kept.along();
        for (RolePrivileges target : targets) {
            if (along.done()) {
                return;
            }
            Certainty certainty = !target.is(role) && along.wants(target) ? way.to(target) : Certainty.NO;
            if (certainty != Certainty.NO) {
                along.offer(target, step(path, target.arn(), certainty, target.arn(), false));
            }
        }
    }

    private void add(EscalationPath path, OwnLimits.Lifted lifted) {
        add(path, lifted.target(), lifted.certainty(), "", lifted.administrator());
    }

    /** What certainly leads there, and perhaps to an administrator, is told as both. */
    private void add(EscalationPath path, String target, Certainty certainty, String next, Certainty administrator) {
        if (certainty == Certainty.YES && administrator == Certainty.POSSIBLE) {
            add(path, target, certainty, next, false);
            add(path, target, administrator, next, true);
        } else {
            add(path, target, certainty, next, administrator != Certainty.NO);
        }
    }

    private void add(EscalationPath path, String target, Certainty certainty, String next, boolean administrator) {
        kept.add(step(path, target, certainty, next, administrator));
    }

    private Escalation step(
            EscalationPath path, String target, Certainty certainty, String next, boolean administrator) {
        return new Escalation(
                path.name(),
                path.actions(),
                path.reference(),
                target,
                administrator,
                certainty,
                next,
                null,
                grants(path));
    }

    /** The statements behind the path's actions, which all of its targets share. */
    private List<Statement> grants(EscalationPath path) {
        if (!path.equals(grantsOf)) {
            grantsOf = path;
            grants = path.actions().stream()
                    .flatMap(action -> role.policies().grants(action).stream())
                    .distinct()
                    .toList();
        }
        return grants;
    }
}
