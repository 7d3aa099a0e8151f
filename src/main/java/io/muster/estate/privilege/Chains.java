package io.muster.estate.privilege;

import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where roles of other accounts lead to over further accounts, the asking one among them: by links that are facts of policies, up to what each
 * account found of its own roles alone. So accounts that trust each other hold up nothing that has no cause, and a way round ends.
 */
final class Chains {

    /** What is looked for, with the way to it within the account. */
    private enum Goal {
        ADMINISTRATOR,
        GAIN;

        Certainty in(Worth worth) {
            return this == ADMINISTRATOR ? worth.administrator() : worth.gain();
        }

        List<Escalation> way(OnwardWays ways) {
            return this == ADMINISTRATOR ? ways.toAdministrator() : ways.toHost();
        }
    }

    private record Reached(RoleElsewhere role, List<Escalation> way) {}

    /** The asking account's own roles, as the end of a way round. */
    interface OwnRoles {

        /** The role of the ARN; empty where it is not known. */
        Optional<RolePrivileges> role(String arn);

        /** Whether it leads to an administrator of the account: who begins there may have all else. */
        Certainty administrator(RolePrivileges role);

        List<Escalation> toAdministrator(RolePrivileges role);
    }

    private final Map<String, RoleElsewhere> byArn;
    private final Map<String, Set<ResourceKind>> complete;
    private final OwnRoles own;
    private final Map<String, Worth> worths = new ConcurrentHashMap<>();
    private final Map<String, Map<RolePrivileges, Certainty>> back = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> missing = new ConcurrentHashMap<>();

    Chains(Map<String, RoleElsewhere> byArn, TrustingRoles told, OwnRoles own) {
        this.byArn = byArn;
        this.complete = told.complete();
        this.own = own;
    }

    /** The worth of the role with all that it leads to. */
    Worth worth(RoleElsewhere role) {
        Worth known = worths.get(role.arn());
        if (known == null) {
            known = new Worth(best(role, Goal.ADMINISTRATOR), best(role, Goal.GAIN));
            worths.put(role.arn(), known);
        }
        return known;
    }

    private Certainty best(RoleElsewhere role, Goal goal) {
        return Stream.of(Certainty.YES, Certainty.POSSIBLE)
                .filter(least -> way(role, goal, least).isPresent())
                .findFirst()
                .orElse(Certainty.NO);
    }

    /** The asking account's own roles to which the role leads back, with how certain the way to each is. */
    Map<RolePrivileges, Certainty> back(RoleElsewhere role) {
        Map<RolePrivileges, Certainty> known = back.get(role.arn());
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Certainty least : List.of(Certainty.YES, Certainty.POSSIBLE)) {
                for (RolePrivileges one : back(role, least)) {
                    known.putIfAbsent(one, least);
                }
            }
            back.put(role.arn(), known);
        }
        return known;
    }

    private Set<RolePrivileges> back(RoleElsewhere start, Certainty least) {
        Set<RolePrivileges> reached = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(start.arn()));
        Deque<RoleElsewhere> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            RoleElsewhere at = open.poll();
            for (OnwardWays.Beyond link : at.ways().beyond()) {
                target(link)
                        .filter(next -> stands(at, link, next).compareTo(least) >= 0)
                        .filter(next -> seen.add(link.role()))
                        .ifPresent(next -> Optional.ofNullable(byArn.get(link.role()))
                                .ifPresentOrElse(open::add, () -> reached.add(next)));
            }
        }
        return reached;
    }

    /** The steps from the role to what it is worth, shortest first; none where it has that itself. */
    List<Escalation> onward(RoleElsewhere role) {
        Worth worth = worth(role);
        Goal goal = worth.leadsToAdministrator() ? Goal.ADMINISTRATOR : Goal.GAIN;
        Certainty least = goal.in(worth);
        return least == Certainty.NO ? List.of() : way(role, goal, least).orElse(List.of());
    }

    /** @param least how certain each part of the way has to be */
    private Optional<List<Escalation>> way(RoleElsewhere start, Goal goal, Certainty least) {
        Set<String> seen = new HashSet<>(Set.of(start.arn()));
        Deque<Reached> open = new ArrayDeque<>(List.of(new Reached(start, List.of())));
        while (!open.isEmpty()) {
            Reached at = open.poll();
            if (goal.in(at.role().within()).compareTo(least) >= 0) {
                return Optional.of(joined(at.way(), goal.way(at.role().ways())));
            }
            for (OnwardWays.Beyond link : at.role().ways().beyond()) {
                Optional<RolePrivileges> target = target(link)
                        .filter(next -> stands(at.role(), link, next).compareTo(least) >= 0)
                        .filter(next -> seen.add(link.role()));
                if (target.isEmpty()) {
                    continue;
                }
                RoleElsewhere next = byArn.get(link.role());
                if (next != null) {
                    open.add(new Reached(next, joined(at.way(), leading(link, next))));
                } else if (goal == Goal.ADMINISTRATOR
                        && own.administrator(target.get()).compareTo(least) >= 0) {
                    return Optional.of(joined(joined(at.way(), link.steps()), own.toAdministrator(target.get())));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RolePrivileges> target(OnwardWays.Beyond link) {
        return Optional.ofNullable(byArn.get(link.role()))
                .map(RoleElsewhere::role)
                .or(() -> own.role(link.role()));
    }

    /** The steps of the link, of which the last tells what the role that it assumes found of itself. */
    private static List<Escalation> leading(OnwardWays.Beyond link, RoleElsewhere target) {
        boolean administrator = target.within().leadsToAdministrator();
        return link.steps().stream()
                .map(step -> step.next().equals(link.role()) ? step.leading(administrator) : step)
                .toList();
    }

    private static List<Escalation> joined(List<Escalation> one, List<Escalation> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Whether the role may still be assumed: perhaps where something of it changed since, or of the account of the role that assumes it was not read. */
    private Certainty stands(RoleElsewhere from, OnwardWays.Beyond link, RolePrivileges target) {
        boolean current = complete.getOrDefault(from.accountId(), Set.of()).contains(ResourceKind.ROLE);
        Certainty certainty = current ? link.certainty() : link.certainty().and(Certainty.POSSIBLE);
        return link.seen().equals(RolesElsewhere.seen(target.role()))
                ? certainty.and(lets(from, link, target))
                : certainty.and(mayAdmit(target.trust(), link.by())).and(Certainty.POSSIBLE);
    }

    /** Whether the policies of the organization that bind the role's account let the link, as they are now. The asking account's own are its own matter. */
    private Certainty lets(RoleElsewhere from, OnwardWays.Beyond link, RolePrivileges target) {
        if (!byArn.containsKey(link.role())) {
            return Certainty.YES;
        }
        RolePrivileges by = byArn.getOrDefault(link.by(), from).role();
        Certainty lets = target.lets(by.request(Trust.ASSUME, link.role()), by, true);
        return by.arn().equals(link.by()) ? lets : lets.or(Certainty.POSSIBLE);
    }

    private static Certainty mayAdmit(Trust trust, String role) {
        RolePrincipal identity = new RolePrincipal(role);
        return trust.admits(Trust.ASSUME, identity, Facts.NONE, true)
                .or(trust.admitsAccountOf(Trust.ASSUME, identity, Facts.NONE, true));
    }

    /** What was not read of accounts that the role leads to, or may lead to. */
    Set<String> missing(RoleElsewhere start) {
        return missing.computeIfAbsent(start.arn(), arn -> missingFrom(start));
    }

    private Set<String> missingFrom(RoleElsewhere start) {
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(start.arn()));
        Deque<RoleElsewhere> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            RoleElsewhere role = open.poll();
            missing.addAll(role.missing());
            role.ways().beyond().stream()
                    .map(link -> byArn.get(link.role()))
                    .filter(next -> next != null && seen.add(next.arn()))
                    .forEach(open::add);
        }
        return missing;
    }
}
