package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.privilege.PolicyGrammar;
import io.muster.estate.privilege.PolicyGrammar.Use;
import jakarta.annotation.Nullable;

/**
 * The sorts of policy documents, with the most characters that IAM takes of each where the account's quotas are raised.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM User Guide, IAM and AWS STS quotas</a>
 */
enum PolicySort {
    INLINE(Use.IDENTITY, PutRolePolicy.MOST_CHARACTERS),
    MANAGED(Use.IDENTITY, 6_144),
    TRUST(Use.TRUST, 8_192);

    private final Use use;
    private final int most;

    PolicySort(Use use, int most) {
        this.use = use;
        this.most = most;
    }

    /**
     * The fault for which IAM would refuse the document.
     *
     * @param document an object
     * @return null for nothing
     */
    @Nullable
    PolicyGrammar.Fault fault(JsonNode document) {
        int length = PutRolePolicy.characters(document);
        return length > most
                ? new PolicyGrammar.Fault(
                        "",
                        "has " + length + " characters without white space; IAM takes no such policy of more than "
                                + most)
                : PolicyGrammar.of(document, use);
    }
}
