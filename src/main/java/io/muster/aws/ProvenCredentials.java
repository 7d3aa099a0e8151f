package io.muster.aws;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Credentials of which AWS has said whose they are.
 *
 * @param partition the partition of the account, as it stands in the caller's ARN
 */
record ProvenCredentials(AwsCredentialsIdentity identity, String partition) {}
