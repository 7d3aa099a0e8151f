package io.muster.estate.privilege;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A role that asks to assume another one, which that one's trust policy has to allow: by itself or by leaving it to the account's policies where
 * both are of one account, else beside the policies of the role that asks.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">IAM User Guide,
 *     cross-account policy evaluation logic</a>
 */
record Assumption(RolePrivileges role, RolePrivileges target) {

    /** What a trust policy is asked about: to assume the role, and what the request may give the session besides. */
    static final Set<String> ACTIONS = Set.of(Trust.ASSUME, Trust.TAG, Trust.SOURCE_IDENTITY);

    /** By which the bearer of a token or an assertion assumes a role: nobody's policies count but those of the role. */
    static final Set<String> BY_BEARERS = Set.of(Trust.BY_SAML, Trust.BY_TOKEN);

    /** The keys of session tags, see the IAM User Guide, pass session tags in AWS STS. */
    private static final List<String> GIVEN_TAGS = List.of("aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys");

    static boolean isAsked(Request request) {
        return ACTIONS.contains(request.action()) || BY_BEARERS.contains(request.action());
    }

    /** @param byIdentity whether the policies of the role that asks allow it */
    static Certainty verdict(RolePrivileges role, Request request, Certainty byIdentity) {
        Optional<RolePrivileges> target = role.other(request.resource());
        if (BY_BEARERS.contains(request.action())) {
            boolean admitted = target.map(one -> admitsBearers(one.trust())).orElse(true);
            return admitted ? Certainty.POSSIBLE : Certainty.NO;
        }
        return target.map(one -> new Assumption(role, one).verdict(request))
                .orElseGet(() -> byIdentity.and(Certainty.POSSIBLE));
    }

    private static boolean admitsBearers(Trust trust) {
        return !trust.readable()
                || trust.principals().stream()
                        .anyMatch(principal -> principal.type().equals("Federated")
                                || principal.name().equals("*")
                                || principal.name().equals(Consent.ALL_BUT_SOME));
    }

    /** @param request one of the {@link #ACTIONS}, on the target */
    private Certainty verdict(Request request) {
        return request.action().equals(Trust.ASSUME) ? certainty(true) : allowed(request, true);
    }

    /** @param strict whether a denial that is not decided leaves the whole undecided */
    Certainty certainty(boolean strict) {
        return certainty(role.request(Trust.ASSUME, target.arn()).facts(), strict);
    }

    private Certainty certainty(Facts facts, boolean strict) {
        Certainty allowed = allowed(new Request(Trust.ASSUME, target.arn(), given(facts)), strict);
        return allowed == Certainty.POSSIBLE && facts.now() != facts
                ? allowed.or(certainty(facts.now(), strict))
                : allowed;
    }

    /** Tags and source identity that a request may give the session are absent where the role may not give it such. */
    private Facts given(Facts facts) {
        return key -> {
            String action = key.equals("sts:sourceidentity") ? Trust.SOURCE_IDENTITY : Trust.TAG;
            boolean isGiven =
                    action.equals(Trust.SOURCE_IDENTITY) || GIVEN_TAGS.stream().anyMatch(key::startsWith);
            return isGiven && allowed(role.request(action, target.arn()), false) == Certainty.NO
                    ? Fact.ABSENT
                    : facts.of(key);
        };
    }

    private Certainty allowed(Request request, boolean strict) {
        Trust trust = target.trust();
        String action = request.action();
        Certainty direct = trust.admits(action, role.identity(), request.facts(), strict);
        Certainty byAccount = trust.admitsAccountOf(action, role.identity(), request.facts(), strict);
        if (direct == Certainty.NO && byAccount == Certainty.NO) {
            return Certainty.NO;
        }
        if (!target.accountId().equals(role.accountId())) {
            return direct.or(byAccount).and(acrossAccounts(request, strict));
        }
        return direct.and(role.mayBeGranted(request, strict))
                .or(byAccount.and(role.allows(request, strict)))
                .or(pastBoundary(request, strict));
    }

    /** What else has to be of a request to another account: its policies, and those of the organization that bind its resources. */
    private Certainty acrossAccounts(Request request, boolean strict) {
        if (!role.partition().equals(target.partition())) {
            return Certainty.NO;
        }
        Certainty allowed = role.allows(request, strict).and(target.lets(request, role, strict));
        return isDeniedByPlace(request) ? allowed.and(Certainty.POSSIBLE) : allowed;
    }

    /** Whether a denial hangs on where both are, which is not known. Within an account, both are at one place. */
    private boolean isDeniedByPlace(Request request) {
        return Stream.of(
                        role.policies().denials(request),
                        target.policies().denialsOfResources(request),
                        target.trust().denials(request.action()))
                .flatMap(List::stream)
                .anyMatch(denial -> denial.asksForPlaces() && denial.appliesToResource(request) == Certainty.POSSIBLE);
    }

    private Certainty pastBoundary(Request request, boolean strict) {
        return role.bounded()
                ? target.trust()
                        .admitsPastBoundary(request.action(), role.identity(), request.facts(), strict)
                        .and(role.mayBeGrantedPastBoundary(request, strict))
                : Certainty.NO;
    }
}
