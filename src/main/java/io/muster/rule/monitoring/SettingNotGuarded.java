package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AccountVpcEncryption;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.ManagedBy;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Applies where the organization visibly uses declarative policies: where one of them sets a setting of the region. */
@Singleton
class SettingNotGuarded extends RecordRule<RegionSettings> {

    private static final String ACCOUNT = "account";

    SettingNotGuarded() {
        super(
                new RuleMetadata(
                        "account-setting-not-guarded",
                        "Security settings are the account's own to change",
                        Severity.INFO,
                        Area.MONITORING,
                        ResourceKind.REGION_SETTINGS,
                        "The organization sets some settings by a declarative policy, and others that are safe now are left to the account: its administrators can undo them.",
                        "Add the settings that the evidence names to the organization's declarative policy for EC2: aws"
                                + " organizations create-policy --type DECLARATIVE_POLICY_EC2, then attach-policy.",
                        List.of(
                                "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html"),
                        List.of()),
                RegionSettings.class);
    }

    /** @param safe whether it is as it should be; null where it could not be read */
    private record Setting(
            String name, @Nullable Boolean safe, @Nullable String managedBy) {

        boolean guarded() {
            return ManagedBy.organization(managedBy);
        }

        boolean open() {
            return Boolean.TRUE.equals(safe) && ACCOUNT.equals(managedBy);
        }

        /** A setting that is not safe, as one that was never made, is nobody's to guard. */
        boolean unknown() {
            return safe == null || (safe && managedBy == null);
        }
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<Setting> settings = settings(resource.attributes());
        boolean used = settings.stream().anyMatch(Setting::guarded);
        boolean unknown = settings.stream().anyMatch(Setting::unknown);
        List<String> open =
                settings.stream().filter(Setting::open).map(Setting::name).toList();
        if (used && !open.isEmpty()) {
            return fail(
                    "Settings that are safe now are the account's own to change: " + String.join(", ", open) + ".",
                    Evidence.of("settings", open)
                            .and(
                                    "guarded",
                                    settings.stream()
                                            .filter(Setting::guarded)
                                            .map(Setting::name)
                                            .toList())
                            .facts());
        }
        if (unknown) {
            return Verdict.unknown("what sets some security settings of the region could not be read");
        }
        return used ? Verdict.pass() : Verdict.notApplicable();
    }

    private static List<Setting> settings(RegionSettings settings) {
        Optional<AllowedImages> images = Optional.ofNullable(settings.allowedImages());
        Optional<AccountVpcEncryption> encryption = Optional.ofNullable(settings.vpcEncryption());
        return List.of(
                new Setting(
                        "metadata defaults",
                        is(settings.imdsHttpTokensDefault(), "required"),
                        settings.imdsDefaultsManagedBy()),
                new Setting(
                        "snapshot block public access",
                        is(settings.snapshotBlockPublicAccess(), "block-all-sharing"),
                        settings.snapshotBlockPublicAccessManagedBy()),
                new Setting(
                        "image block public access",
                        is(settings.imageBlockPublicAccess(), "block-new-sharing"),
                        settings.imageBlockPublicAccessManagedBy()),
                new Setting(
                        "serial console access",
                        settings.serialConsoleAccess() == null ? null : !settings.serialConsoleAccess(),
                        settings.serialConsoleAccessManagedBy()),
                new Setting(
                        "allowed images",
                        is(images.map(AllowedImages::state).orElse(null), "enabled"),
                        images.map(AllowedImages::managedBy).orElse(null)),
                new Setting(
                        "VPC block public access",
                        settings.vpcBlockPublicAccess() == null
                                ? null
                                : !settings.vpcBlockPublicAccess().equals("off"),
                        settings.vpcBlockPublicAccessManagedBy()),
                new Setting(
                        "VPC encryption control",
                        is(encryption.map(AccountVpcEncryption::mode).orElse(null), "attempt-enforce"),
                        encryption.map(AccountVpcEncryption::managedBy).orElse(null)));
    }

    @Nullable
    private static Boolean is(@Nullable String value, String safe) {
        return value == null ? null : value.equals(safe);
    }
}
