package io.muster.demo;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** What is set for a region as a whole; every second account-region is set well. Each is a listing of one. */
final class Settings {

    private static final int KEY_PAIRS = 2;
    private static final String ACCOUNT = "account";

    private final Site site;

    Settings(Site site) {
        this.site = site;
    }

    /** The VPC Block Public Access mode: off, but for one account-region in six. */
    static String blockMode(Site site) {
        return (site.accountNumber() * 2 + site.regionNumber()) % 6 == 5 ? "block-ingress" : "off";
    }

    Listings addTo(Listings listings) {
        return listings.with(GetEbsEncryptionByDefaultResponse.class, one(encryption()))
                .with(GetEbsDefaultKmsKeyIdResponse.class, one(defaultKey()))
                .with(GetInstanceMetadataDefaultsResponse.class, one(metadataDefaults()))
                .with(GetSnapshotBlockPublicAccessStateResponse.class, one(snapshotBlock()))
                .with(GetImageBlockPublicAccessStateResponse.class, one(imageBlock()))
                .with(GetSerialConsoleAccessStatusResponse.class, one(serialConsole()))
                .with(DescribeVpcBlockPublicAccessOptionsResponse.class, one(vpcBlock()))
                .with(KeyPairInfo.class, Listing.of(keyPairs(), KeyPairInfo::keyPairId));
    }

    private static <T> Listing<T> one(T setting) {
        return Listing.of(List.of(setting), any -> DemoCloud.SETTING);
    }

    private GetEbsEncryptionByDefaultResponse encryption() {
        return GetEbsEncryptionByDefaultResponse.builder()
                .ebsEncryptionByDefault(site.even())
                .sseType("sse-kms")
                .build();
    }

    private GetEbsDefaultKmsKeyIdResponse defaultKey() {
        return GetEbsDefaultKmsKeyIdResponse.builder()
                .kmsKeyId(site.even() ? site.diskKeyArn() : "alias/aws/ebs")
                .build();
    }

    /** Where nothing was ever set, AWS leaves the values out. */
    private GetInstanceMetadataDefaultsResponse metadataDefaults() {
        return GetInstanceMetadataDefaultsResponse.builder()
                .accountLevel(level -> {
                    level.managedBy(ACCOUNT);
                    if (site.even()) {
                        level.httpTokens("required")
                                .httpTokensEnforced("enabled")
                                .httpPutResponseHopLimit(1);
                    }
                })
                .build();
    }

    private GetSnapshotBlockPublicAccessStateResponse snapshotBlock() {
        return GetSnapshotBlockPublicAccessStateResponse.builder()
                .state(site.even() ? "unblocked" : "block-all-sharing")
                .managedBy(ACCOUNT)
                .build();
    }

    private GetImageBlockPublicAccessStateResponse imageBlock() {
        return GetImageBlockPublicAccessStateResponse.builder()
                .imageBlockPublicAccessState(site.even() ? "block-new-sharing" : "unblocked")
                .managedBy(ACCOUNT)
                .build();
    }

    private GetSerialConsoleAccessStatusResponse serialConsole() {
        return GetSerialConsoleAccessStatusResponse.builder()
                .serialConsoleAccessEnabled(!site.even())
                .managedBy(ACCOUNT)
                .build();
    }

    private DescribeVpcBlockPublicAccessOptionsResponse vpcBlock() {
        return DescribeVpcBlockPublicAccessOptionsResponse.builder()
                .vpcBlockPublicAccessOptions(options -> options.awsAccountId(site.accountId())
                        .awsRegion(site.region())
                        .state("default-state")
                        .internetGatewayBlockMode(blockMode(site))
                        .managedBy(ACCOUNT)
                        .exclusionsAllowed("allowed"))
                .build();
    }

    private List<KeyPairInfo> keyPairs() {
        return IntStream.range(0, KEY_PAIRS)
                .mapToObj(number -> KeyPairInfo.builder()
                        .keyPairId(site.dice().id("key-", number))
                        .keyName(site.keyPairName(number))
                        .keyType(number == 0 ? "ed25519" : "rsa")
                        .keyFingerprint(site.dice().hex("fingerprint", number))
                        .createTime(site.dice().past("key pair", number))
                        .build())
                .toList();
    }
}
