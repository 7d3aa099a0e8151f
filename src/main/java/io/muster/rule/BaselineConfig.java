package io.muster.rule;

import io.muster.estate.traffic.Cidr;
import io.muster.platform.TrueOrFalse;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which limits the rules judge, and which accounts and networks they take for known. */
@ConfigMapping(prefix = "muster.baseline")
public interface BaselineConfig {

    /**
     * The ports, over TCP and UDP, that may be open to the whole internet; ranges as {@code 8000-8010}. The tag
     * {@code muster:authorized-ports} of a security group adds further ones for this group, separated by blanks.
     */
    @WithDefault("80,443")
    List<@WithConverter(PortRange.Reader.class) PortRange> authorizedPorts();

    /**
     * Accounts, besides the registered ones and those of an organization that is followed, that snapshots and images may be shared
     * with, that security groups may name and that roles may trust: twelve digits each.
     */
    Optional<List<@WithConverter(AccountIdReader.class) String>> trustedAccounts();

    /**
     * Organizations, besides the one that is followed and the account's own where its control policies are read, that images may be
     * shared with as a whole or in part, for example {@code o-a1b2c3d4e5}.
     */
    Optional<List<@WithConverter(OrganizationIdReader.class) String>> trustedOrganizations();

    /**
     * The watermarks of which each image of the account that has running instances carries at least one, as an account and
     * a name: {@code 111122223333:hardened}. None is asked for where this is empty.
     */
    Optional<List<String>> approvedWatermarks();

    /**
     * Public networks that security groups may admit, by a name of your own: an office, a partner, the published ranges of
     * a vendor. For example {@code muster.baseline.trusted-networks.office=198.51.100.0/24,203.0.113.8/32}.
     */
    @ConfigDocMapKey("name")
    Map<String, List<@WithConverter(NetworkReader.class) Cidr>> trustedNetworks();

    /** The prefix length of the largest public IPv4 range that a rule of a security group may admit. */
    @WithDefault("24")
    @Min(8)
    @Max(32)
    int widestIpv4Prefix();

    /** The prefix length of the largest public IPv6 range that a rule of a security group may admit. */
    @WithDefault("48")
    @Min(12)
    @Max(128)
    int widestIpv6Prefix();

    /** The most ports that one rule of a security group may open. */
    @WithDefault("100")
    @Min(1)
    @Max(65536)
    int widestPortRange();

    /** How long a security group may name a public address that is not known to belong to anyone. */
    @WithDefault("90d")
    Duration unknownAddressFor();

    /** The keys of the tags that say for which environment a resource is. Letter case, hyphens and underscores do not count. */
    @WithDefault("environment,env,stage")
    List<String> environmentTags();

    /** The beginnings of these tags' values on resources for production. */
    @WithDefault("prod,prd,live")
    List<String> productionValues();

    /** How long a volume may be unattached. */
    @WithDefault("14d")
    Duration volumeUnattachedFor();

    /** How old the newest snapshot of a volume may be. */
    @WithDefault("7d")
    Duration snapshotAge();

    /**
     * Whether the newest snapshots of the volumes of all production instances must be locked. The tag
     * {@code muster:locked-backups} of a volume or an instance, set to {@code true}, asks for it by itself.
     */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean lockedBackups();

    /** How long an instance may run without being counted as a lasting one, whose disks and role matter. */
    @WithDefault("90d")
    Duration lastingInstance();

    /** How long an instance may be stopped. */
    @WithDefault("30d")
    Duration stoppedFor();

    /** How long the role of a lasting instance may be unused. */
    @WithDefault("90d")
    Duration roleUnusedFor();

    /** How old the last complete listing of a kind may be in a region that is scanned. */
    @WithDefault("7d")
    Duration listingAge();

    /** How near the deletion of a KMS key must be for the finding to be critical. */
    @WithDefault("7d")
    Duration keyDeletionNear();
}
