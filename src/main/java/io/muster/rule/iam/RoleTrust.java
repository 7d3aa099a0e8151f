package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The severity is high where parties outside the account can assume the role, including bearers of tokens that anyone can get;
 * lower where further services or identities of known accounts can, because one role then serves two purposes; and lowest where
 * the trusted principal no longer exists.
 */
@Singleton
class RoleTrust extends RoleInUse {

    private final Baseline baseline;

    RoleTrust(Baseline baseline) {
        super(new RuleMetadata(
                "iam-instance-role-trust-overbroad",
                "Role of an instance may be assumed by others than EC2",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "Each principal that the trust policy names gets the rights that were meant for the instances. A principal outside the"
                        + " account is one that you do not manage; an external id or a condition on the organization"
                        + " narrows it.",
                "Leave ec2.amazonaws.com alone in the trust policy: aws iam update-assume-role-policy --role-name NAME"
                        + " --policy-document file://trust.json. Give other services and accounts roles of their own; name"
                        + " a partner's account in muster.baseline.trusted-accounts.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"),
                List.of(
                        Control.prowler("iam_role_cross_service_confused_deputy_prevention"),
                        Control.prowler("iam_role_cross_account_readonlyaccess_policy"))));
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "12";
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        Optional<List<WrittenStatement>> statements =
                WrittenStatement.of("trust policy", role.attributes().trustPolicy());
        if (statements.isEmpty()) {
            return Verdict.unknown("the trust policy of the role cannot be read");
        }
        boolean guarded = statements.get().stream().anyMatch(TrustedPrincipal::guards);
        List<TrustedPrincipal> trusted = statements.get().stream()
                .filter(WrittenStatement::allows)
                .flatMap(statement -> TrustedPrincipal.of(statement).stream())
                .map(principal -> guarded ? principal.guarded() : principal)
                .filter(principal -> severity(principal, estate).isPresent())
                .toList();
        return trusted.stream()
                .flatMap(principal -> severity(principal, estate).stream())
                .max(Comparator.naturalOrder())
                .<Verdict>map(worst -> Verdict.fail(
                        worst,
                        message(worst, trusted),
                        with(
                                instances,
                                Evidence.of(
                                                "principals",
                                                trusted.stream()
                                                        .map(TrustedPrincipal::facts)
                                                        .toList())
                                        .and(
                                                "judgedBy",
                                                namesForeign(trusted, estate) ? Baseline.knownFrom(estate) : null))))
                .orElseGet(Verdict::pass);
    }

    private static String message(Severity worst, List<TrustedPrincipal> trusted) {
        if (worst == Severity.LOW) {
            return "The trust policy of the role names a principal that is gone.";
        }
        String names = trusted.stream().map(TrustedPrincipal::name).distinct().collect(Collectors.joining(", "));
        return worst == Severity.HIGH
                ? "The role may be assumed from outside the account: " + names + "."
                : "The role may be assumed by others than EC2: " + names + ".";
    }

    private Optional<Severity> severity(TrustedPrincipal principal, Estate estate) {
        return switch (principal.type()) {
            case EC2 -> Optional.empty();
            case GONE -> Optional.of(Severity.LOW);
            case SERVICE, FEDERATED, OTHER -> Optional.of(Severity.MEDIUM);
            case ANYONE, SHARED_ISSUER ->
                principal.narrowed()
                        ? Optional.of(Severity.MEDIUM)
                        : Optional.of(metadata().severity());
            case ACCOUNT -> ofAccount(principal, estate);
        };
    }

    /** Identities of the account itself need a right to assume the role, too, or are named one by one: not from outside. */
    private Optional<Severity> ofAccount(TrustedPrincipal principal, Estate estate) {
        String account = principal.accountId().orElseThrow();
        if (account.equals(estate.scope().accountId())) {
            return Optional.empty();
        }
        return !isForeign(principal, estate) || principal.narrowed()
                ? Optional.of(Severity.MEDIUM)
                : Optional.of(metadata().severity());
    }

    private boolean namesForeign(List<TrustedPrincipal> trusted, Estate estate) {
        return trusted.stream().anyMatch(principal -> isForeign(principal, estate));
    }

    private boolean isForeign(TrustedPrincipal principal, Estate estate) {
        return principal.type() == TrustedPrincipal.Type.ACCOUNT
                && principal
                        .accountId()
                        .filter(account -> !baseline.knows(account, estate))
                        .isPresent();
    }
}
