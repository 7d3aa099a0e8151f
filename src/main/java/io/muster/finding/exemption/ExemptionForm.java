package io.muster.finding.exemption;

import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The form of a request for an exemption. */
public final class ExemptionForm {

    public static final int LONGEST_REASON = 1_000;
    public static final int LONGEST_OWNER = 200;
    public static final int LONGEST_EVIDENCE = 2_000;
    public static final int LONGEST_ARN = 2_048;

    /** See the EC2 user guide, "Tag restrictions". */
    public static final int LONGEST_TAG_KEY = 128;

    public static final int LONGEST_TAG_VALUE = 256;

    private static final Duration LONGEST = Duration.ofDays(3_660);

    private ExemptionForm() {}

    /** Throws a bad request that names every field at fault. */
    static void check(ExemptionDraft draft, Instant now) {
        List<Violation> violations = new ArrayList<>();
        checkScope(draft, violations);
        checkTerms(draft.type(), terms(draft), now, violations);
        if (draft.type() == ExemptionType.ATTESTATION && draft.verdict() == null) {
            violations.add(new Violation("verdict", "is missing: one of " + Arrays.toString(AttestedVerdict.values())));
        }
        MusterException.refuse(violations);
    }

    static void check(ExemptionType type, ExemptionTerms terms, Instant now) {
        List<Violation> violations = new ArrayList<>();
        checkTerms(type, terms, now, violations);
        MusterException.refuse(violations);
    }

    private static ExemptionTerms terms(ExemptionDraft draft) {
        return new ExemptionTerms(draft.reason(), draft.owner(), draft.until(), draft.evidence());
    }

    private static void checkScope(ExemptionDraft draft, List<Violation> violations) {
        ExemptionScope scope = draft.scope();
        if (draft.findingId() != null && !scope.isEmpty()) {
            violations.add(new Violation(
                    "findingId",
                    "names the scope already: leave out ruleId, accountId, ouPath, region, resourceArn and tag"));
        } else if (draft.findingId() == null && draft.type() == ExemptionType.ATTESTATION) {
            if (scope.ruleId() == null || scope.resourceArn() == null) {
                violations.add(new Violation("findingId", "is missing: name it, or ruleId and resourceArn"));
            }
        } else if (draft.findingId() == null && scope.isEmpty()) {
            violations.add(new Violation(
                    "findingId",
                    "is missing: name it, or one or more of ruleId, accountId, ouPath, region, resourceArn and tag"));
        }
        Texts.checkLength("resourceArn", scope.resourceArn(), LONGEST_ARN, violations);
        Texts.checkLength("tag.key", scope.tagKey(), LONGEST_TAG_KEY, violations);
        Texts.checkLength("tag.value", scope.tagValue(), LONGEST_TAG_VALUE, violations);
        if (scope.tagKey() == null ? scope.tagValue() != null : scope.tagKey().isEmpty()) {
            violations.add(new Violation("tag.key", "is missing"));
        }
    }

    private static void checkTerms(ExemptionType type, ExemptionTerms terms, Instant now, List<Violation> violations) {
        if (terms.reason() == null || terms.reason().isBlank()) {
            violations.add(new Violation("reason", "is missing"));
        }
        Texts.checkLength("reason", terms.reason(), LONGEST_REASON, violations);
        Texts.checkLength("owner", terms.owner(), LONGEST_OWNER, violations);
        checkEnd(type, terms.until(), now, violations);
        if (type == ExemptionType.ATTESTATION && !isWebAddress(terms.evidence())) {
            violations.add(new Violation("evidence", "must be an address that begins with https:// or http://"));
        }
    }

    private static void checkEnd(ExemptionType type, @Nullable Instant until, Instant now, List<Violation> violations) {
        if (until == null) {
            if (type == ExemptionType.ATTESTATION) {
                violations.add(new Violation("until", "is missing: say when the check is to be made again"));
            }
        } else if (!until.isAfter(now)) {
            violations.add(new Violation("until", "must be in the future"));
        } else if (until.isAfter(now.plus(LONGEST))) {
            violations.add(new Violation("until", "must be within ten years; leave it out for no end"));
        }
    }

    private static boolean isWebAddress(@Nullable String text) {
        if (text == null || text.length() > LONGEST_EVIDENCE) {
            return false;
        }
        try {
            URI address = new URI(text);
            return address.getHost() != null && List.of("https", "http").contains(address.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
