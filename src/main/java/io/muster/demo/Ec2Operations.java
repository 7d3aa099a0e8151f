package io.muster.demo;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Every EC2 operation of the demo cloud. */
final class Ec2Operations {

    /** A region that exists, and that no account has enabled. */
    private static final String NOT_OPTED_IN = "ap-east-1";

    private final DemoCloud cloud;

    Ec2Operations(DemoCloud cloud) {
        this.cloud = cloud;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>(new Ec2Lists(cloud).operations());
        all.putAll(new Ec2Sharing(cloud).operations());
        all.putAll(settings());
        all.put("DescribeInstances", new Ec2Instances(cloud));
        all.put("DescribeSecurityGroupRules", securityGroupRules());
        all.put("GetManagedPrefixListEntries", this::prefixListEntries);
        all.put("DescribeKeyPairs", this::keyPairs);
        all.put("DescribeRegions", this::regions);
        return Map.copyOf(all);
    }

    private Map<String, Operation> settings() {
        return Map.ofEntries(
                entry("GetEbsEncryptionByDefault", setting(GetEbsEncryptionByDefaultResponse.class)),
                entry("GetEbsDefaultKmsKeyId", setting(GetEbsDefaultKmsKeyIdResponse.class)),
                entry("GetInstanceMetadataDefaults", setting(GetInstanceMetadataDefaultsResponse.class)),
                entry("GetSnapshotBlockPublicAccessState", setting(GetSnapshotBlockPublicAccessStateResponse.class)),
                entry("GetImageBlockPublicAccessState", setting(GetImageBlockPublicAccessStateResponse.class)),
                entry("GetSerialConsoleAccessStatus", setting(GetSerialConsoleAccessStatusResponse.class)),
                entry(
                        "DescribeVpcBlockPublicAccessOptions",
                        setting(DescribeVpcBlockPublicAccessOptionsResponse.class)));
    }

    private <T extends SdkPojo> Operation setting(Class<T> type) {
        return call -> cloud.listings(call)
                .of(type)
                .find(DemoCloud.SETTING)
                .orElseThrow(() -> new DemoError(500, "InternalError", "The setting was removed"));
    }

    /** They follow from the groups, whatever has happened to those. */
    private Operation securityGroupRules() {
        return new ListOperation<>(
                new Selection<>(
                        this::rules,
                        call -> rule -> true,
                        "SecurityGroupRuleId",
                        "InvalidSecurityGroupRuleId.NotFound"),
                Pages.UP_TO_1000,
                (rules, token) -> DescribeSecurityGroupRulesResponse.builder()
                        .securityGroupRules(rules)
                        .nextToken(token)
                        .build());
    }

    private Listing<SecurityGroupRule> rules(Call call) {
        RegionEstate region = cloud.region(call);
        List<SecurityGroupRule> rules = region.listings().of(SecurityGroup.class).all().stream()
                .flatMap(group -> GroupRules.of(group, region.site().dice()).stream())
                .toList();
        return Listing.of(rules, SecurityGroupRule::securityGroupRuleId);
    }

    private SdkPojo prefixListEntries(Call call) {
        String id = call.parameters().require("PrefixListId");
        List<PrefixListEntry> entries = cloud.listings(call)
                .of(DemoPrefixListEntries.class)
                .find(id)
                .orElseThrow(() -> new DemoError(
                        400, "InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist"))
                .entries();
        Listing.Page<PrefixListEntry> page = Listing.of(entries, PrefixListEntry::cidr)
                .page(Pages.start(call), Pages.FROM_1_TO_100.limit(call), entry -> true);
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(page.values())
                .nextToken(Pages.token(call, page.next()))
                .build();
    }

    /** AWS does not page it. */
    private SdkPojo keyPairs(Call call) {
        return DescribeKeyPairsResponse.builder()
                .keyPairs(cloud.listings(call).of(KeyPairInfo.class).all())
                .build();
    }

    private SdkPojo regions(Call call) {
        List<Region> regions = new ArrayList<>(cloud.size().regions().stream()
                .map(name -> region(name, "opt-in-not-required"))
                .toList());
        if (call.parameters().flag("AllRegions") && !cloud.size().regions().contains(NOT_OPTED_IN)) {
            regions.add(region(NOT_OPTED_IN, "not-opted-in"));
        }
        return DescribeRegionsResponse.builder().regions(regions).build();
    }

    private static Region region(String name, String optInStatus) {
        return Region.builder()
                .regionName(name)
                .endpoint("ec2." + name + ".amazonaws.com")
                .optInStatus(optInStatus)
                .build();
    }
}
