"""The worked example of the rules of counting, as the files of a record.

A acts in 02; B in 02, 09 and 01; C is national; D acts in the commune 02.411.01.01.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "programmes": """
        id,data_as_of
        joint,2024-06-30
        regional,2024-06-30""",
    "activities": """
        id,programme,status,start,end
        A,joint,done,2019,2020
        B,joint,ongoing,2023,
        C,regional,done,2020,
        D,regional,planned,,""",
    "activity_phases": """
        activity,phase
        A,joint-3
        B,joint-2-3
        C,regional-1
        D,regional-1
        D,regional-2""",
    "activity_locations": """
        activity,code,acts_at,basis,share,public_precision
        A,02,region,stated,,region
        B,02,region,stated,,region
        B,09,region,inherited,,region
        B,01,region,derived,,region
        C,MA,national,stated,,national
        D,02.411.01.01,commune,stated,,commune""",
    "activity_sectors": """
        activity,sector,weight
        A,health,
        B,health,0.75
        B,planning,0.25
        C,planning,
        D,health,
        D,employment,""",
    "activity_organisations": """
        activity,organisation,role
        A,un,funder
        A,un,implementer
        B,un,funder
        C,council,authority
        D,council,partner""",
    "measurements": """
        id,subject_table,subject,kind,indicator,value,unit,start,end,scope,series,part_of,reading_of,disaggregation,preferred
        old,activities,A,result,people,663,persons,,2022-12,02,supported,,,,true
        new,activities,A,result,people,751,persons,,2023-10,02,supported,,,,true
        half,activities,A,result,people,400,persons,,2023-10,02,supported,new,,,true
        other,activities,A,result,people,760,persons,,2023-10,01;02;09,supported,,new,,false
        aim,activities,A,target,people,900,persons,,2024,02,aim,,,,true
        seen,activities,A,participants,people,53,persons,,2024,02,seen,,,,true
        budget,programmes,joint,budget,money,8000000,EUR,,,01;02;09,budget,,,,true
        in-mad,programmes,joint,budget,money,86288000,MAD,,,01;02;09,budget,,budget,,false""",
    "phases": """
        id,programme
        joint-3,joint
        joint-2-3,joint
        regional-1,regional
        regional-2,regional""",
    "coverage_statements": """
        id,programme,code,sector,state""",
    "corrections": """
        id,made_on,table,row,field,was,becomes""",
    "citations": """
        source,table,row,field
        report,activities,A,
        report,activities,B,
        report,activities,C,
        report,activities,D,
        press,activities,A,start
        site,activity_locations,B/09,
        report,measurements,new,
        press,measurements,other,
        sheet,measurements,budget,""",
}


def write_example(folder: Path, **more: str) -> Path:
    """Write the files of the example, with more rows for some."""
    for name, text in TABLES.items():
        lines = [line.strip() for line in f"{text}\n{more.get(name, '')}".splitlines()]
        rows = "\n".join(filter(None, lines))
        (folder / f"{name}.csv").write_text(f"{rows}\n", encoding="utf-8")
    return folder
