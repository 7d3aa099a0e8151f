package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.ManagedBy;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Where the default is enforced, EC2 refuses launches that want IMDSv1: the default itself then does not matter. */
@Singleton
class AccountImdsDefaults extends RecordRule<RegionSettings> {

    private static final String REQUIRED = "required";
    private static final String ENFORCED = "enabled";

    AccountImdsDefaults() {
        super(
                new RuleMetadata(
                        "account-imds-defaults-imdsv2",
                        "New instances may still use IMDSv1 by default",
                        Severity.MEDIUM,
                        Area.IMDS,
                        ResourceKind.REGION_SETTINGS,
                        "The account's default decides for every launch that does not say itself whether it wants"
                                + " IMDSv2, also for launches by services and by unmaintained templates.",
                        "Set the default with modify-instance-metadata-defaults --http-tokens required in each region,"
                                + " or for the whole organization by a declarative policy.",
                        List.of(
                                SettledOptions.OPTIONS,
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html"),
                        List.of(Control.prowler("ec2_instance_account_imdsv2_enabled"))),
                RegionSettings.class);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        RegionSettings settings = resource.attributes();
        String tokens = settings.imdsHttpTokensDefault();
        if (REQUIRED.equals(tokens) || ENFORCED.equals(settings.imdsHttpTokensEnforced())) {
            return Verdict.pass();
        }
        return tokens == null
                ? Verdict.unknown("the metadata defaults of the region could not be read")
                : lax(settings);
    }

    private Verdict lax(RegionSettings settings) {
        return fail(
                "New instances in this region accept IMDSv1 unless their launch says otherwise"
                        + ManagedBy.suffix(settings.imdsDefaultsManagedBy()),
                Evidence.of("httpTokens", settings.imdsHttpTokensDefault())
                        .and("httpTokensEnforced", settings.imdsHttpTokensEnforced())
                        .and("managedBy", settings.imdsDefaultsManagedBy())
                        .facts());
    }
}
