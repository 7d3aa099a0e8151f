package io.muster.scan;

import io.muster.account.AccountForm;
import io.muster.aws.AwsRegions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The members of a request for a scan, with their limits. */
public final class ScanForm {

    public static final int LONGEST_REASON = 1_000;
    public static final int MOST_REGIONS = AccountForm.MOST_REGIONS;

    /** More than there are. */
    public static final int MOST_KINDS = 1_000;

    public static final int MOST_ACCOUNTS = 10_000;

    private static final String WITHOUT_ORGANIZATION =
            " is read through the organization's management account, and none is configured (muster.organization.enabled)";

    private ScanForm() {}

    /**
     * All that is wrong with a request; where it names too much, that alone.
     *
     * @param organization whether there is a way into an organization's management account
     */
    static List<Violation> violations(ScanRequest request, boolean organization) {
        List<Violation> violations = new ArrayList<>();
        checkSize(request, violations);
        if (!violations.isEmpty()) {
            return violations;
        }
        checkNames("accountIds", request.accountIds(), "is not an account id", violations);
        check("regions", request.regions(), AwsRegions::accepted, AwsRegions::fault, violations);
        checkKinds(request.kinds(), organization, violations);
        return violations;
    }

    /** Notes an empty list, and each text that can name no object. */
    static void checkNames(String field, @Nullable List<String> names, String fault, List<Violation> violations) {
        check(
                field,
                names,
                name -> name != null && !name.isBlank(),
                name -> Texts.quoted(name) + " " + fault,
                violations);
    }

    /** Notes an empty list, and each value that is no good, in the words of {@code fault}. */
    static <T> void check(
            String field, List<T> values, Predicate<T> good, Function<T, String> fault, List<Violation> violations) {
        if (values == null) {
            return;
        }
        if (values.isEmpty()) {
            violations.add(new Violation(field, "an empty list asks for nothing; leave it out for everything"));
        }
        for (int i = 0; i < values.size(); i++) {
            if (!good.test(values.get(i))) {
                violations.add(new Violation(field + "[" + i + "]", fault.apply(values.get(i))));
            }
        }
    }

    private static void checkKinds(List<ResourceKind> kinds, boolean organization, List<Violation> violations) {
        check("kinds", kinds, kind -> true, ResourceKind::name, violations);
        for (int i = 0; kinds != null && i < kinds.size(); i++) {
            ResourceKind kind = kinds.get(i);
            if (!KnownNames.isCollected(kind)) {
                violations.add(new Violation("kinds[" + i + "]", KnownNames.notCollected(kind)));
            } else if (kind.ofOrganization() && !organization) {
                violations.add(new Violation("kinds[" + i + "]", kind + WITHOUT_ORGANIZATION));
            }
        }
    }

    private static void checkSize(ScanRequest request, List<Violation> violations) {
        Texts.checkCount("accountIds", request.accountIds(), MOST_ACCOUNTS, violations);
        Texts.checkCount("regions", request.regions(), MOST_REGIONS, violations);
        Texts.checkCount("kinds", request.kinds(), MOST_KINDS, violations);
        Texts.checkLength("reason", request.reason(), LONGEST_REASON, violations);
    }
}
