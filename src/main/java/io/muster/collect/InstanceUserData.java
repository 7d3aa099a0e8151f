package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts.Recalled;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.UserData;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** The look-up of an instance's user data: one call for each that is new or has changed, or whose time has come. A terminated instance is not asked for. */
final class InstanceUserData {

    private static final Lookup<Resource<Instance>, UserData> USER_DATA = Lookup.of(
                    AwsService.EC2,
                    "DescribeInstanceAttribute",
                    (Resource<Instance> instance) -> instance.resourceId(),
                    (ec2, id) -> ec2.describeInstanceAttribute(
                            r -> r.instanceId(id).attribute(InstanceAttributeName.USER_DATA)),
                    (DescribeInstanceAttributeResponse answer) -> verdict(answer))
            .gone("InvalidInstanceID")
            .rechecked();

    private static final AwsOperation OPERATION = AwsService.EC2.operation("DescribeInstanceAttribute");

    private InstanceUserData() {}

    static Set<AwsOperation> operations() {
        return USER_DATA.operations();
    }

    private static UserData verdict(DescribeInstanceAttributeResponse answer) {
        return UserDataVerdict.of(LaunchParts.part(answer.userData(), AttributeValue::value));
    }

    /** The same instances with the verdicts on their user data; one that has vanished meanwhile is left out. */
    static Uni<Reading<Resource<Instance>>> addedTo(AwsScope aws, Reading<Resource<Instance>> instances) {
        return Rechecks.of(aws, Instance.class).chain(rechecks -> addedTo(aws, instances, rechecks));
    }

    private static Uni<Reading<Resource<Instance>>> addedTo(
            AwsScope aws, Reading<Resource<Instance>> instances, Rechecks<Instance> rechecks) {
        Harvest<Resource<Instance>> harvest = new Harvest<>();
        harvest.leaveOpen(instances);
        return Uni.createFrom()
                .item(() -> pending(instances.items(), rechecks, harvest))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(pending -> Multi.createFrom()
                        .iterable(pending)
                        .onItem()
                        .transformToUni(instance -> of(aws, instance).map(found -> new Answered(instance, found)))
                        .merge(DetailCollector.LOOKUPS_AT_ONCE)
                        // which takes one result after the other
                        .invoke(one -> add(one, harvest, rechecks))
                        .onItem()
                        .ignoreAsUni())
                .map(done -> harvest.reading());
    }

    private record Answered(Resource<Instance> instance, Found<UserData> found) {}

    /** Takes the instances whose user data is known; the others are those that are new or have changed, then those that are due. */
    private static List<Resource<Instance>> pending(
            List<Resource<Instance>> instances, Rechecks<Instance> rechecks, Harvest<Resource<Instance>> harvest) {
        List<Resource<Instance>> asked = new ArrayList<>();
        List<Resource<Instance>> due = new ArrayList<>();
        for (Resource<Instance> instance : instances) {
            Optional<Recalled<Instance>> known = rechecks.recalled(instance);
            if (known.isEmpty()) {
                asked.add(instance);
            } else if (rechecks.isDue(known.get())) {
                due.add(instance);
            } else {
                harvest.add(OPERATION, instance.resourceId(), () -> known.get().resource());
            }
        }
        asked.addAll(due);
        return asked;
    }

    private static Uni<Found<UserData>> of(AwsScope aws, Resource<Instance> instance) {
        return instance.attributes().state() == InstanceState.TERMINATED
                ? Uni.createFrom().item(Found.known(UserData.none()))
                : USER_DATA.ask(aws, instance);
    }

    private static void add(Answered one, Harvest<Resource<Instance>> harvest, Rechecks<Instance> rechecks) {
        Found<UserData> found = one.found;
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
        if (!found.gone()) {
            Resource<Instance> instance =
                    one.instance.with(one.instance.attributes().with(found.facts()));
            harvest.add(
                    OPERATION,
                    instance.resourceId(),
                    () -> rechecks.checked(instance, found.missing().isEmpty()));
        }
    }
}
