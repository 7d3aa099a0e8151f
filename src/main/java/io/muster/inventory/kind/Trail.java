package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the CloudTrail API's {@code DescribeTrails}, {@code GetTrailStatus}, {@code GetEventSelectors}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TRAIL,
        plural = "trails",
        description =
                "A trail of CloudTrail as a region shows it. A trail of several regions is shown in each of them; whether it"
                        + " is logging, and which events, is told in its home region alone.")
public record Trail(
        @Described("The ARN that AWS gives it, of its home region and of the account that owns it.") @Nullable
        String trailArn,

        @Described("The trail's home region.") @Nullable @Filterable("homeRegions")
        String homeRegion,

        @Described("Whether its home is another region.") @Filterable(value = "shadow", match = Filterable.Match.EQUALS)
        boolean shadow,

        @Described("Whether it records the events of all regions.")
        @Nullable
        @Filterable(value = "multiRegion", match = Filterable.Match.EQUALS)
        Boolean multiRegion,

        @Described("Whether it records the events of all accounts of the organisation.")
        @Nullable
        @Filterable(value = "organizationTrail", match = Filterable.Match.EQUALS)
        Boolean organizationTrail,

        @Described("Whether it records the events of services without regions, as IAM.") @Nullable
        Boolean globalServiceEvents,

        @Described("Whether the files of events can be proved to be unchanged.") @Nullable
        Boolean logFileValidation,

        @Described("The bucket that it writes to.") @Nullable
        String bucketName,

        @Described("The key that encrypts its files.")
        @Nullable
        @Link(value = Relation.ENCRYPTED_WITH, field = "kmsKey", to = ResourceKind.KMS_KEY)
        String kmsKeyArn,

        @Described("The log group that it writes to, too.") @Nullable
        String logGroupArn,

        @Described("The topic that learns of new files.") @Nullable
        String topicArn,

        @Described("Whether it is logging; absent in other regions than its home.")
        @Nullable
        @Filterable(value = "logging", match = Filterable.Match.EQUALS)
        Boolean logging,

        @Described("When it last began to log.") @Nullable Instant loggingStartedAt,
        @Described("When it last ceased to log.") @Nullable Instant loggingStoppedAt,

        @Described("When it last wrote events.") @Nullable @Unhashed(Flicker.USE)
        Instant latestDeliveryTime,

        @Described("Why the trail last failed to write events, for example AccessDenied.")
        @Nullable
        @Unhashed(Flicker.HEALTH)
        String latestDeliveryError,

        @Described("Which events it records; absent in other regions than its home.") @Nullable
        List<TrailEvents> eventSelectors) {}
