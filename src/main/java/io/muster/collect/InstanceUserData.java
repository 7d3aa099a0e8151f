package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.UserData;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** The look-up of an instance's user data: one call for each. A terminated instance is not asked for. */
final class InstanceUserData {

    private static final Lookup<Resource<Instance>, UserData> USER_DATA = Lookup.of(
                    AwsService.EC2,
                    "DescribeInstanceAttribute",
                    (Resource<Instance> instance) -> instance.resourceId(),
                    (ec2, id) -> ec2.describeInstanceAttribute(
                            r -> r.instanceId(id).attribute(InstanceAttributeName.USER_DATA)),
                    (DescribeInstanceAttributeResponse answer) -> verdict(answer))
            .gone("InvalidInstanceID");

    private InstanceUserData() {}

    static Set<AwsOperation> operations() {
        return USER_DATA.operations();
    }

    private static UserData verdict(DescribeInstanceAttributeResponse answer) {
        return UserDataVerdict.of(LaunchParts.part(answer.userData(), AttributeValue::value));
    }

    /** The same instances with the verdicts on their user data; one that has vanished meanwhile is left out. */
    static Uni<Reading<Resource<Instance>>> addedTo(AwsScope aws, Reading<Resource<Instance>> instances) {
        Harvest<Resource<Instance>> harvest = new Harvest<>();
        harvest.leaveOpen(instances);
        return Multi.createFrom()
                .iterable(instances.items())
                .onItem()
                .transformToUni(instance -> of(aws, instance).map(found -> {
                    synchronized (harvest) {
                        add(instance, found, harvest);
                    }
                    return instance;
                }))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .map(done -> harvest.reading());
    }

    private static Uni<Lookup.Found<UserData>> of(AwsScope aws, Resource<Instance> instance) {
        return instance.attributes().state() == InstanceState.TERMINATED
                ? Uni.createFrom().item(Lookup.Found.known(UserData.none()))
                : USER_DATA.ask(aws, instance);
    }

    private static void add(
            Resource<Instance> instance, Lookup.Found<UserData> found, Harvest<Resource<Instance>> harvest) {
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
        if (!found.gone()) {
            harvest.add(
                    USER_DATA.operations().iterator().next(),
                    instance.resourceId(),
                    () -> with(instance, found.facts()));
        }
    }

    private static Resource<Instance> with(Resource<Instance> instance, UserData userData) {
        return new Resource<>(
                instance.arn(),
                instance.kind(),
                instance.scope(),
                instance.resourceId(),
                instance.name(),
                instance.tags(),
                instance.attributes().with(userData));
    }
}
