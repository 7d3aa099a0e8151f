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
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Applies where the default is already IMDSv2; account-imds-defaults-imdsv2 applies where it is not. */
@Singleton
class ImdsDefaultNotEnforced extends RecordRule<RegionSettings> {

    private static final String REQUIRED = "required";
    private static final String ENFORCED = "enabled";

    ImdsDefaultNotEnforced() {
        super(
                new RuleMetadata(
                        "account-imds-defaults-not-enforced",
                        "IMDSv2 is the default but not enforced",
                        Severity.LOW,
                        Area.IMDS,
                        ResourceKind.REGION_SETTINGS,
                        "A launch that asks for IMDSv1 still gets it, in spite of the default. Enforcement refuses such launches"
                                + " and changes.",
                        "aws ec2 modify-instance-metadata-defaults --http-tokens-enforced enabled in each region, or a"
                                + " declarative policy of the organization.",
                        List.of(
                                SettledOptions.OPTIONS,
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html"),
                        List.of()),
                RegionSettings.class);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        RegionSettings settings = resource.attributes();
        if (settings.imdsHttpTokensDefault() == null) {
            return Verdict.unknown("the metadata defaults of the region could not be read");
        }
        if (!REQUIRED.equals(settings.imdsHttpTokensDefault())) {
            return Verdict.notApplicable();
        }
        return ENFORCED.equals(settings.imdsHttpTokensEnforced())
                ? Verdict.pass()
                : fail(
                        "A launch in this region that asks for IMDSv1 gets it, in spite of the default"
                                + ManagedBy.suffix(settings.imdsDefaultsManagedBy()),
                        Evidence.of("httpTokens", settings.imdsHttpTokensDefault())
                                .and("httpTokensEnforced", settings.imdsHttpTokensEnforced())
                                .and("managedBy", settings.imdsDefaultsManagedBy())
                                .facts());
    }
}
