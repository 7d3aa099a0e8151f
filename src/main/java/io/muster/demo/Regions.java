package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** DescribeRegions: the regions of the cloud and, where all are asked for, one that no account has enabled. */
record Regions(DemoCloud cloud) implements Operation {

    private static final String NOT_OPTED_IN = "ap-east-1";

    @Override
    public SdkPojo answer(Call call) {
        List<String> names = cloud.size().regions();
        List<Map<String, String>> regions = new ArrayList<>(
                names.stream().map(name -> region(name, "opt-in-not-required")).toList());
        if (call.flag("AllRegions") && !names.contains(NOT_OPTED_IN)) {
            regions.add(region(NOT_OPTED_IN, "not-opted-in"));
        }
        return call.answer(Map.of("Regions", regions));
    }

    private static Map<String, String> region(String name, String optInStatus) {
        return Map.of("RegionName", name, "Endpoint", "ec2." + name + ".amazonaws.com", "OptInStatus", optInStatus);
    }
}
