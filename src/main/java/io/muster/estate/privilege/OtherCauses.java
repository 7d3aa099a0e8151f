package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What decides on a request beside the statements that speak of it, as {@link Decision#reasons} tells it. */
final class OtherCauses {

    private OtherCauses() {}

    static List<String> of(RolePrivileges role, Request request) {
        return Stream.of(ofRequest(role, request), ofPolicies(role, request), ofKey(role, request), ofUnread(role))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ofRequest(RolePrivileges role, Request request) {
        List<String> reasons = new ArrayList<>();
        AwsLimits.against(request, role.accountId()).ifPresent(reasons::add);
        if (PatternQuestion.isOne(request)) {
            reasons.add("the resource has wildcards: it stands for all that they mean");
        }
        if (Assumption.isAsked(request)) {
            ofTarget(role, request).ifPresent(reasons::add);
        }
        if (Assumption.BY_BEARERS.contains(request.action())) {
            reasons.add(
                    "who has a token or an assertion of a provider that the other role trusts calls it, without rights of its own");
        }
        return reasons;
    }

    private static List<String> ofPolicies(RolePrivileges role, Request request) {
        List<String> reasons = new ArrayList<>();
        if (request.isElsewhere(role.accountId())) {
            reasons.addAll(ofOtherAccount(role, request));
        } else if (ResourcePolicies.mayDecide(request) && role.policies().mayBeGrantedBeside(request)) {
            reasons.add("the policy of the resource, if it has one, is not read: it may grant this, or deny it");
        }
        if (hangsOnServices(role, request)) {
            reasons.add(
                    "this answer is about requests of the role itself: its policies may treat requests that a service makes for the role differently");
        }
        role.policies().limits().stream()
                .filter(layer -> layer.allows(request) == Certainty.NO)
                .forEach(layer -> reasons.add("not allowed by "
                        + layer.policies().stream().map(Policy::name).sorted().toList()));
        return reasons;
    }

    private static List<String> ofOtherAccount(RolePrivileges role, Request request) {
        List<String> reasons = new ArrayList<>();
        if (role.other(request.resource()).isEmpty()) {
            reasons.add("policies of another account are not read: they have to allow it as well");
        }
        if (Assumption.ACTIONS.contains(request.action())) {
            role.missingElsewhere().forEach(missing -> reasons.add("not known: " + missing));
        }
        return reasons;
    }

    private static List<String> ofKey(RolePrivileges role, Request request) {
        List<String> reasons = new ArrayList<>();
        if (role.key(request).unknown()) {
            reasons.add("not known: the policy of the key");
        } else if (role.key(request).consent(true) != Certainty.YES) {
            reasons.add("the policy of the key does not certainly consent");
        }
        if (role.key(request).granted() == Certainty.YES) {
            reasons.add("the policy of the key grants it, whatever the role's own policies allow");
        } else if (role.key(request).byGrants() != Certainty.NO) {
            reasons.add("a grant of the key may allow it");
        }
        return reasons;
    }

    private static List<String> ofUnread(RolePrivileges role) {
        List<String> reasons = new ArrayList<>();
        role.unreadable().forEach(name -> reasons.add("not readable: " + name));
        if (role.policies().organization().ignored()) {
            reasons.add("policies of an organization were not read: they may deny it");
        }
        if (!role.policies().organization().unread().isEmpty()) {
            reasons.add("not known: " + role.policies().organization().unread());
        }
        return reasons;
    }

    /** Whether policies tell requests that a service makes on behalf of the role from its own. */
    private static boolean hangsOnServices(RolePrivileges role, Request request) {
        return role.policies().statements().stream()
                .filter(statement -> statement.actions().matchesAction(request.action()))
                .flatMap(statement -> statement.conditionKeys().stream())
                .anyMatch(key -> Requester.BY_STACKS.containsKey(key) || key.equals("kms:viaservice"));
    }

    /** The other role's trust policy has to be known. */
    private static Optional<String> ofTarget(RolePrivileges role, Request request) {
        Optional<RolePrivileges> target = role.other(request.resource());
        return target.isEmpty()
                ? Optional.of("not known: the trust policy of " + request.resource())
                : target.filter(one -> !one.trust().readable())
                        .map(one -> "not readable: the trust policy of " + request.resource());
    }
}
