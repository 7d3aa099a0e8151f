package io.muster.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** DescribeInstances: instances come in the reservations under which they were launched. */
record Reservations(DemoCloud cloud, ListOperation instances) implements Operation {

    Reservations(DemoCloud cloud, Declared declared) {
        this(cloud, new ListOperation(declared, declared.shapes().get(0), cloud::listings));
    }

    @Override
    public SdkPojo answer(Call call) {
        // a page counts instances, and as a rule holds whole reservations
        int limit = instances.declared().paging().limit(call) / Launch.AT_A_TIME * Launch.AT_A_TIME;
        Listing.Page<SdkPojo> page = instances.page(call, limit);
        Map<Integer, List<Instance>> launches = page.resources().stream()
                .collect(Collectors.groupingBy(
                        one -> new Launch(one.number()).reservation(),
                        TreeMap::new,
                        Collectors.mapping(one -> (Instance) one.resource(), Collectors.toList())));
        DescribeInstancesResponse.Builder response = DescribeInstancesResponse.builder()
                .reservations(launches.entrySet().stream()
                        .map(launch -> reservation(call, launch.getKey(), launch.getValue()))
                        .toList());
        Paging.tell(call, page.next(), response);
        return response;
    }

    private Reservation reservation(Call call, int number, List<Instance> instances) {
        Site site = cloud.region(call).site();
        return Reservation.builder()
                .reservationId(site.dice().id("r-", number))
                .ownerId(call.accountId())
                .instances(instances)
                .build();
    }
}
