package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.UserData;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** The look-up of an instance's user data. A terminated instance is not asked for. */
final class InstanceUserData {

    private static final Lookup<Resource<Instance>, UserData> USER_DATA = Lookup.of(
                    AwsService.EC2,
                    "DescribeInstanceAttribute",
                    (Resource<Instance> instance) -> instance.resourceId(),
                    (ec2, id) -> ec2.describeInstanceAttribute(
                            r -> r.instanceId(id).attribute(InstanceAttributeName.USER_DATA)),
                    (DescribeInstanceAttributeResponse answer) -> verdict(answer))
            .gone("InvalidInstanceID")
            .rechecked()
            .onlyIf(instance -> instance.attributes().state() != InstanceState.TERMINATED, UserData.none());

    private static final AddedFacts<Instance, UserData> FACTS =
            new AddedFacts<>(USER_DATA, Instance::with, DetailCollector.LOOKUPS_AT_ONCE);

    private InstanceUserData() {}

    static Set<AwsOperation> operations() {
        return USER_DATA.operations();
    }

    private static UserData verdict(DescribeInstanceAttributeResponse answer) {
        return UserDataVerdict.of(LaunchParts.part(answer.userData(), AttributeValue::value));
    }

    /** The same instances with the verdicts on their user data; one that has vanished meanwhile is left out. */
    static Uni<Reading<Resource<Instance>>> addedTo(AwsScope aws, Reading<Resource<Instance>> instances) {
        return Rechecks.of(aws, Instance.class).chain(rechecks -> FACTS.to(aws, instances, rechecks));
    }
}
