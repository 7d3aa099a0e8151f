package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.EncryptionBlocker;
import io.muster.inventory.kind.VpcEncryptionControl;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEncryptionControlsResponse;
import software.amazon.awssdk.services.ec2.model.GetVpcResourcesBlockingEncryptionEnforcementResponse;
import software.amazon.awssdk.services.ec2.model.VpcEncryptionNonCompliantResource;

/** The encryption controls of VPCs, and for those that failed the resources that stand in the way. */
@ApplicationScoped
class VpcEncryptionControlCollector
        extends DetailCollector<software.amazon.awssdk.services.ec2.model.VpcEncryptionControl, VpcEncryptionControl> {

    private static final Lookup<
                    software.amazon.awssdk.services.ec2.model.VpcEncryptionControl,
                    List<VpcEncryptionNonCompliantResource>>
            BLOCKERS = Lookup.list(
                            AwsService.EC2,
                            "GetVpcResourcesBlockingEncryptionEnforcement",
                            software.amazon.awssdk.services.ec2.model.VpcEncryptionControl::vpcId,
                            (ec2, id, token) -> ec2.getVpcResourcesBlockingEncryptionEnforcement(
                                    r -> r.vpcId(id).maxResults(1000).nextToken(token)),
                            GetVpcResourcesBlockingEncryptionEnforcementResponse::nextToken,
                            GetVpcResourcesBlockingEncryptionEnforcementResponse::nonCompliantResources)
                    .gone("InvalidVpcID")
                    .rechecked()
                    .optional((aws, control) -> true)
                    .onlyIf(VpcEncryptionControlCollector::failed, List.of());

    VpcEncryptionControlCollector() {
        super(
                VpcEncryptionControl.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcEncryptionControls",
                        (ec2, token) -> ec2.describeVpcEncryptionControls(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcEncryptionControlsResponse::nextToken,
                        DescribeVpcEncryptionControlsResponse::vpcEncryptionControls),
                software.amazon.awssdk.services.ec2.model.VpcEncryptionControl::vpcEncryptionControlId,
                List.of(BLOCKERS));
    }

    private static boolean failed(software.amazon.awssdk.services.ec2.model.VpcEncryptionControl control) {
        String state = control.stateAsString();
        return control.vpcId() != null && state != null && state.endsWith("-failed");
    }

    @Override
    Resource<VpcEncryptionControl> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.VpcEncryptionControl> detail) {
        var control = detail.item();
        Map<String, String> tags = Tags.of(control.tags());
        VpcEncryptionControl attributes = new VpcEncryptionControl(
                control.vpcId(),
                control.modeAsString(),
                control.stateAsString(),
                control.stateMessage(),
                VpcEncryption.exclusions(control.resourceExclusions()),
                blockers(detail.of(BLOCKERS)),
                null);
        return aws.resource(control.vpcEncryptionControlId(), Tags.name(tags), tags, attributes);
    }

    private static @Nullable List<EncryptionBlocker> blockers(
            @Nullable List<VpcEncryptionNonCompliantResource> resources) {
        return resources == null
                ? null
                : resources.stream()
                        .map(one -> new EncryptionBlocker(one.id(), one.type(), one.description(), one.isExcludable()))
                        .sorted(Comparator.comparing(
                                EncryptionBlocker::resourceId, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
    }
}
