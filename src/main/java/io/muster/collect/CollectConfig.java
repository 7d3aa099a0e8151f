package io.muster.collect;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Which optional data is read from AWS. */
@ConfigMapping(prefix = "muster.collect")
public interface CollectConfig {

    /**
     * Whether the user data of instances is searched for secrets. It takes one call for each instance that is new or has changed, and for the others one in
     * {@code muster.scan.recheck-interval}, and the right
     * to {@code ec2:DescribeInstanceAttribute}, which the policy for Muster's role does not hold. The text is never stored: a hash and
     * the kinds of secrets that seem to be in it are.
     */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean instanceUserData();
}
