package io.muster.aws;

import jakarta.annotation.Nullable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Credentials of which AWS has said whose they are.
 *
 * @param partition the partition of the account, as it stands in the caller's ARN
 */
record ProvenCredentials(AwsCredentialsIdentity identity, String partition) {

    /** See the IAM User Guide, "IAM identifiers": the partition comes first. */
    private static final Pattern ARN = Pattern.compile("arn:([a-z0-9-]+):");

    /**
     * Takes the partition from the ARN of the credentials' holder. Fails with {@link UnreadableAnswer} where it is none.
     *
     * @param arn as AWS's answer has it
     */
    static ProvenCredentials of(AwsCredentialsIdentity identity, @Nullable String arn) {
        Matcher holder = ARN.matcher(String.valueOf(arn));
        if (!holder.lookingAt()) {
            throw new UnreadableAnswer("It does not say who the caller is");
        }
        return new ProvenCredentials(identity, holder.group(1));
    }
}
