//! Pairs of names, titles and contents as a street has them: which may be one thing, and which are two.

use proptest::prelude::*;

use super::super::alike::{Bigrams, OfficeName, Title, content, contents_alike};

fn check(pairs: &[(&str, &str, bool)], judge: impl Fn(&str, &str) -> bool) {
    for (a, b, expected) in pairs {
        assert_eq!(judge(a, b), *expected, "{a} / {b}");
        assert_eq!(judge(b, a), *expected, "{b} / {a}");
    }
}

fn offices(a: &str, b: &str) -> bool {
    OfficeName::of(a).is_like(&OfficeName::of(b))
}

fn titles(a: &str, b: &str) -> bool {
    Title::of(a).is_like(&Title::of(b))
}

fn contents(a: &str, b: &str) -> bool {
    let (a, b) = (content(a), content(b));
    contents_alike(&a, &Bigrams::of(&a), &b)
}

#[test]
fn tells_offices_apart() {
    check(
        &[
            ("东湖社区", "东湖居委会", true),
            ("东湖社区", "东湖社区居民委员会", true),
            ("东湖社区党委", "东湖居民区党总支", true),
            ("中共东湖社区委员会", "西湖社区委员会", false),
            ("崂山街道", "崂山街道办事处", true),
            ("崂山街道党工委", "嶗山街道", true),
            ("望江村", "望江村民委员会", true),
            ("清和医院", "清和医院党总支", true),
            ("惠民银行(望江支行)", "惠民银行望江支行", true),
            ("南洋银行", "南洋商业银行", true),
            ("安居物业", "安居物业管理有限公司", true),
            ("安居物业服务公司", "安居物业有限责任公司", true),
            ("衡正律所", "衡正律师事务所", true),
            ("望江消防站", "望江消防救援站", true),
            ("第三小学", "第3小学", true),
            ("第十二中学", "第12中学", true),
            ("东湖社区卫生服务站", "东湖卫生服务站", true),
            ("文化馆", "示例区文化馆", true),
            ("派出所", "望江街道派出所", true),
            ("明德实验中学", "明得实验中学", true),
            ("枫林社区", "丰林社区", true),
            ("邻里福超市", "邻福里超市", true),
            ("东湖社区", "西湖社区", false),
            ("东湖社区", "东湖小学", false),
            ("东湖社区", "东湖街道", false),
            ("东湖社区", "东湖村", false),
            ("东湖社区", "东湖新村社区", false),
            ("东湖一社区", "东湖二社区", false),
            ("崂一居民区", "崂依居民区", false),
            ("东湖社区", "东湖第一社区", false),
            ("东湖社区", "东湖社区第一党支部", false),
            ("机关第一党支部", "机关第二党支部", false),
            ("第一小学", "第二小学", false),
            ("第十小学", "第二十小学", false),
            ("望江路幼儿园", "望江路第二幼儿园", false),
            ("东湖卫生服务中心", "东湖服务中心", false),
            ("东湖医院", "东湖中医医院", false),
            ("建设银行", "江苏银行", false),
            ("江苏银行上海分行", "江西银行上海分行", false),
            ("惠民银行望江支行", "惠民银行枫林支行", false),
            ("惠民银行", "惠民银行望江支行", false),
            ("梅园小学", "崂山小学", false),
            ("东湖小区物业", "西湖小区物业", false),
            ("望江派出所", "派出所", false),
            ("海上花园物业", "上海花园物业", false),
            ("A座物业服务部", "B座物业服务部", false),
            ("城东供电站", "城西供电站", false),
            ("老年大学", "青年大学", false),
            ("香樟苑居民区", "香樟园居民区", false),
            ("清河社区", "清和社区", false),
            ("仁和医院", "人和医院", false),
        ],
        offices,
    );
}

#[test]
fn tells_titles_apart() {
    check(
        &[
            ("三楼会议室", "3楼会议室", true),
            ("会议室（三楼）", "三楼 会议室", true),
            ("家庭医生义诊", "家庭医生义诊服务", true),
            ("律师咨询", "社区律师咨询", true),
            ("助浴", "免费助浴服务", true),
            ("灭火器实操教学", "灭火器的实操教学", true),
            ("希望律师讲讲遗嘱", "律师讲讲遗嘱", true),
            ("楼道灯坏了没人换", "楼道灯坏了没有人换", true),
            ("智能手机助老课", "助老智能手机课", true),
            ("书法培训班", "书法陪训班", true),
            ("停车收费争议协商", "停车收费争议协尚", true),
            ("舞蹈排练厅", "舞蹈练排厅", true),
            ("滨江步道夜里太暗", "滨江步道，夜里太暗！", true),
            ("一楼会议室", "二楼会议室", false),
            ("一楼会议室", "会议室", false),
            ("大会议室", "小会议室", false),
            ("A会议室", "B会议室", false),
            ("3号楼5层漏水维修", "5号楼3层漏水维修", false),
            ("书法培训班", "舞蹈培训班", false),
            ("东湖书法角", "西湖书法角", false),
            ("消防安全知识讲座", "用电安全知识讲座", false),
            ("防火安全讲座", "防汛安全讲座", false),
            ("家用血压计校准", "家用血糖仪校准", false),
            ("独居老人午饭没人做", "独居老人晚饭没人做", false),
            ("周末篮球场开放", "周末足球场开放", false),
            ("望江社区律师咨询", "枫林社区律师咨询", false),
            ("活动室", "图书室", false),
            ("会议室", "共享会议室", false),
            ("春季运动会", "秋季运动会", false),
            ("老年合唱队排练", "少年合唱队排练", false),
            ("2025年重阳节慰问", "2026年重阳节慰问", false),
            ("平安桥3号楼楼道清零", "平安桥7号楼楼道清零", false),
            ("消防安全知识讲座", "儿童消防安全知识讲座", false),
            ("楼道灯", "楼道", false),
            ("老年助餐服务", "老年助残服务", false),
            ("上门助浴", "上门助育", false),
        ],
        titles,
    );
}

#[test]
fn tells_contents_apart() {
    check(
        &[
            ("老小区飞线充电多，居民要求在空地装集中充电桩。", "老小区飞线充电多，居民要求在空地装集中充电桩", true),
            (
                "老小区飞线充电多，居民要求在空地装集中充电桩。",
                "老小区飞线充电很多，居民要求在空地安装集中充电桩。",
                true,
            ),
            ("三个孩子共用一部手机，网上作业要用电脑。", "3个孩子共用1部手机，网上作业要用电脑", true),
            (
                "家属年纪也大，抱不动老人，冬天更难，希望有助浴。",
                "家属年纪也大，抱不动老人，冬天更难，盼望有助浴。",
                false,
            ),
            (
                "家属年纪都比较大，抱不动老人，冬天更加困难，希望有志愿者上门助浴。",
                "家属年纪都比较大，抱不动老人，冬天更加困难，希望有护理员上门助浴。",
                true,
            ),
            (
                "渡口巷有14户独居老人家里是明线，常跳闸，担心起火。",
                "渡口巷有9户独居老人家里是明线，常跳闸，担心起火。",
                false,
            ),
            (
                "无物业小区楼道灯坏了，望江路老人不敢下楼散步，希望更换。",
                "无物业小区楼道灯坏了，枫林路老人不敢下楼散步，希望更换。",
                false,
            ),
            ("东湖边步道夜里太暗，有老人摔过跤，希望修好。", "西湖边步道夜里太暗，有老人摔过跤，希望修好。", false),
            ("带投影、音响和无线话筒，可办讲座、培训。", "带教具，讲心肺复苏和气道梗阻急救。", false),
            ("需要借轮椅", "需要借轮椅", false),
        ],
        contents,
    );
}

const PARTS: [&str; 20] = [
    "东",
    "西",
    "湖",
    "枫林",
    "丰",
    "社区",
    "居委会",
    "小学",
    "党支部",
    "第",
    "一",
    "2",
    "十",
    "服务",
    "公司",
    "会议室",
    "的",
    "文化馆",
    "区",
    "A",
];

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..7).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_judge_says_the_same_both_ways(a in name(), b in name(), c in name()) {
        // Many pairs that are close: they share a part.
        for (a, b) in [(a.clone(), b.clone()), (format!("{a}{c}"), format!("{b}{c}")), (format!("{c}{a}"), format!("{c}{b}"))] {
            prop_assert_eq!(offices(&a, &b), offices(&b, &a));
            prop_assert_eq!(titles(&a, &b), titles(&b, &a));
            prop_assert_eq!(contents(&a, &b), contents(&b, &a));
        }
        prop_assert_eq!(offices(&a, &a), !a.is_empty());
        prop_assert_eq!(titles(&a, &a), !a.is_empty());
    }

    #[test]
    fn another_number_is_another_thing(a in name(), x in 0..100_u32, y in 0..100_u32, b in name()) {
        let (one, other) = (format!("{a}甲{x}号{b}"), format!("{a}甲{y}号{b}"));
        prop_assert_eq!(titles(&one, &other), x == y);
        prop_assert_eq!(offices(&one, &other), x == y);
    }
}
