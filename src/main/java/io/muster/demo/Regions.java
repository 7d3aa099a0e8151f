package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** DescribeRegions: the regions of the cloud and, where all are asked for, one that no account has enabled. */
record Regions(DemoCloud cloud) implements Operation {

    private static final String NOT_OPTED_IN = "ap-east-1";

    @Override
    public SdkPojo answer(Call call) {
        List<String> names = cloud.size().regions();
        List<Region> regions = new ArrayList<>(
                names.stream().map(name -> region(name, "opt-in-not-required")).toList());
        if (call.flag("AllRegions") && !names.contains(NOT_OPTED_IN)) {
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
