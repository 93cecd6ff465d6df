//! Which column is which field.

use crate::*;
use three_lists::domain::schema::{self, Shape};
use three_lists::i18n::{Language, catalog};
use three_lists::tabular::dictionary;

fn check_mapping(kind: Kind, text: &str, expected: &str) {
    let sheet = csv(text);
    let kinds = suggest_kind(&sheet).unwrap();
    assert_eq!(kinds[0].kind, kind, "{text}: {kinds:?}");
    let mapping = suggest(kind, &sheet).unwrap();
    let shown: Vec<String> = mapping
        .columns
        .iter()
        .map(|it| match it {
            three_lists::tabular::Target::Field(name) => name.clone(),
            three_lists::tabular::Target::Number => "#".into(),
            three_lists::tabular::Target::Ignore => "-".into(),
        })
        .collect();
    assert_eq!(shown.join(" "), expected, "{text}");
}

#[test]
fn columns_of_published_lists_find_their_fields() {
    check_mapping(
        Kind::Resource,
        "共建单位资源清单\n单位名称,项目名称,资源内容,备注\n甲单位,讲座,健康知识,\n",
        "provider title content note",
    );
    check_mapping(
        Kind::Resource,
        "服务资源\n组织名称,服务项目,负责人,地址\n甲单位,义诊,略,路1号\n",
        "provider title contact place",
    );
    check_mapping(
        Kind::Resource,
        "资源清单\n课程,时间,地点,师资\n书法,每周二下午,活动室,甲老师\n",
        "title availability place contact",
    );
    check_mapping(
        Kind::Need,
        "需求清单\n序号,社区,需求内容,数量,时间,联系人\n1,东湖社区,加装扶手,3处,2026.12.1,\n2,西湖社区,义诊,50人,2026.12.9,\n",
        "# asker title quantity wanted_by contact",
    );
    check_mapping(
        Kind::Need,
        "微心愿\n心愿内容,所属社区,时间,备注\n想要一台收音机,东湖社区,周末,\n",
        "title asker wanted_time note",
    );
    check_mapping(
        Kind::Project,
        "项目清单（责任分解表）\n序号,项目名称,工作目标,具体措施,责任单位,配合单位,完成时限\n1,暖心屋,建成,改造,甲单位,乙单位,2026年12月底\n",
        "# title objective content responsible supporting deadline",
    );
    check_mapping(
        Kind::Office,
        "单位名录\n序号,单位全称,简称,单位性质,办公地址,联系电话\n1,甲单位,甲,企业,路1号,1\n",
        "# name aliases role address contact",
    );
    check_mapping(
        Kind::Claim,
        "认领表\n认领单位,认领项目,方式,金额（元）,备注\n甲单位,助学,现金,5000,\n",
        "office subject help_form quantity note",
    );
}

#[test]
fn a_number_in_a_column_of_money_is_money() {
    let sheet = csv("认领单位,认领项目,方式,金额（元）\n甲单位,助学,现金,5000\n");
    let kept = imported(&shown(Kind::Claim, &sheet, &Existing::default()), Existing::default());
    assert_eq!(number(&kept, 0, "quantity"), (5000, "元".into()));
}

/// What the program itself writes into a sheet comes back as what it was, in both languages.
#[test]
fn every_word_of_a_choice_is_understood_when_it_comes_back() {
    for language in Language::ALL {
        for kind in Kind::LISTS {
            for field in schema::fields(kind) {
                let Shape::Choice(set, codes) = field.shape else { continue };
                for code in codes {
                    let word = catalog(language).choice(set, code);
                    assert_eq!(dictionary::choice(set, codes, word), Some(*code), "{set}: {word}");
                }
            }
        }
    }
}
