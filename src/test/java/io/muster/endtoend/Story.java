package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A small estate that is scanned, then changed by AWS's writing calls, then scanned again. */
record Story(
        Member member,
        String group,
        String kept,
        String ended,
        String volume,
        String retagged,
        String keyPair,
        JsonNode first,
        JsonNode second) {

    static final String ACCOUNT = "333344445555";

    private static final class Once {
        private static final Story STORY = tell(Member.of(ACCOUNT));
    }

    static Story once() {
        return Once.STORY;
    }

    /** An instant at which the first scan was known, and the second was not. */
    Instant between() {
        return Instant.parse(first.path("finishedAt").asText());
    }

    private static Story tell(Member member) {
        AwsEstateBuilder aws = member.aws();
        String vpc = aws.vpc("story", "10.30.0.0/16", "10.31.0.0/16");
        String subnet = aws.subnet("story", vpc, "10.30.1.0/24", AwsEstate.ZONE);
        String group = aws.securityGroup("ssh", vpc);
        IpPermission ssh = RuleEstate.fromEverywhere("tcp", 22);
        aws.allow(group, ssh);
        String image = aws.image("base", aws.snapshot(aws.volume("base", AwsEstate.ZONE, 1, true), "base"));
        String kept = instance(aws, image, subnet, group, "kept");
        String ended = instance(aws, image, subnet, group, "ended");
        String volume = aws.volume("doomed", AwsEstate.ZONE, 2, false);
        String retagged = aws.volume("before", AwsEstate.ZONE, 3, true);
        String keyPair = aws.keyPair("doomed").keyPairId();
        JsonNode first = Muster.scan(member.register().accountId());

        Ec2AsyncClient ec2 = aws.client();
        done(ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(ssh)));
        // All options at once: moto drops the token option from a partial change.
        done(ec2.modifyInstanceMetadataOptions(r -> r.instanceId(kept)
                .httpTokens(HttpTokensState.REQUIRED)
                .httpPutResponseHopLimit(1)
                .httpEndpoint("enabled")
                .instanceMetadataTags("disabled")));
        done(ec2.createTags(r -> r.resources(retagged)
                .tags(Tag.builder().key("Name").value("after").build())));
        done(ec2.deleteVolume(r -> r.volumeId(volume)));
        done(ec2.terminateInstances(r -> r.instanceIds(ended)));
        // By its name: moto passes over the id.
        done(ec2.deleteKeyPair(r -> r.keyName("doomed")));
        JsonNode second = Muster.scan(ACCOUNT);
        return new Story(member, group, kept, ended, volume, retagged, keyPair, first, second);
    }

    private static String instance(AwsEstateBuilder aws, String image, String subnet, String group, String name) {
        return aws.instance(r -> r.imageId(image)
                        .instanceType("t3.micro")
                        .subnetId(subnet)
                        .securityGroupIds(group)
                        .metadataOptions(m -> m.httpTokens(HttpTokensState.OPTIONAL))
                        .tagSpecifications(AwsEstateBuilder.named(ResourceType.INSTANCE, name)))
                .instanceId();
    }

    JsonNode now(String kind, String type, String id) {
        return shown(kind, type, id, Map.of());
    }

    JsonNode before(String kind, String type, String id) {
        return shown(kind, type, id, Map.of("at", between().toString()));
    }

    /** Nothing where it is not shown. */
    JsonNode shown(String kind, String type, String id, Map<String, ?> how) {
        return Muster.resources(ACCOUNT, kind, how).get(member.arn(type, id));
    }
}
